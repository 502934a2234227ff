# Linux's numbers.
# reference: python3.11
import errno

print(errno.ENOENT, errno.EAGAIN, errno.EWOULDBLOCK, errno.errorcode[11], errno.errorcode[22])
# expect: 2 11 11 EAGAIN EINVAL
