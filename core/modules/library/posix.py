"""The operating system as a program sees it here: one user, no processes, and no files but what the host hands out to be read."""

error = OSError
environ = {}
_have_functions = []
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND, O_NONBLOCK, O_CLOEXEC = 0, 1, 2, 64, 128, 512, 1024, 2048, 524288
EX_OK, EX_USAGE, EX_SOFTWARE = 0, 64, 70
SEEK_DATA, SEEK_HOLE = 3, 4
WNOHANG, WUNTRACED = 1, 2


def fspath(path):
    """Return the file system path representation of the object."""
    if isinstance(path, (str, bytes)):
        return path
    method = getattr(type(path), '__fspath__', None)
    if method is None:
        raise TypeError('expected str, bytes or os.PathLike object, not ' + type(path).__name__)
    result = method(path)
    if not isinstance(result, (str, bytes)):
        raise TypeError(f'expected {type(path).__name__}.__fspath__() to return str or bytes, not {type(result).__name__}')
    return result


_MESSAGES = {1: 'Operation not permitted', 2: 'No such file or directory', 9: 'Bad file descriptor', 13: 'Permission denied',
             17: 'File exists', 20: 'Not a directory', 21: 'Is a directory', 22: 'Invalid argument', 30: 'Read-only file system',
             38: 'Function not implemented'}


def strerror(code, /):
    """Translate an error code to a message string."""
    return _MESSAGES.get(code, 'Unknown error ' + str(code))


def urandom(size, /):
    """Return a bytes object containing random bytes suitable for cryptographic use."""
    from _random import _entropy
    return _entropy(size)


def getcwd():
    """Return a unicode string representing the current working directory."""
    return '/'


def getcwdb():
    return b'/'


def getpid():
    return 1


def getppid():
    return 0


def getuid():
    return 1000


geteuid = getgid = getegid = getuid


def getlogin():
    return 'user'


def umask(mask, /):
    return 18


def cpu_count():
    return 1


def putenv(name, value, /):
    pass


def unsetenv(name, /):
    pass


def isatty(fd, /):
    return False


def get_terminal_size(fd=1, /):
    raise OSError(25, 'Inappropriate ioctl for device')


def _exit(status):
    raise SystemExit(status)


def abort():
    raise SystemExit(134)


def _missing(path, *arguments, **keywords):
    path = fspath(path)
    raise FileNotFoundError(2, 'No such file or directory', path)


def stat(path, *, dir_fd=None, follow_symlinks=True):
    _missing(path)


def lstat(path, *, dir_fd=None):
    _missing(path)


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    return False


def listdir(path=None):
    return [] if path in (None, '.', '/') else _missing(path)


def scandir(path=None):
    return iter(listdir(path))


def chdir(path):
    _missing(path)


def remove(path, *, dir_fd=None):
    _missing(path)


unlink = rmdir = readlink = remove


def open(path, flags, mode=511, *, dir_fd=None):
    if flags & (O_WRONLY | O_RDWR | O_CREAT):
        raise OSError(30, 'Read-only file system', fspath(path))
    _missing(path)


def mkdir(path, mode=511, *, dir_fd=None):
    raise OSError(30, 'Read-only file system', fspath(path))


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    _missing(src)


replace = rename


def close(fd, /):
    raise OSError(9, 'Bad file descriptor')


def fstat(fd):
    raise OSError(9, 'Bad file descriptor')


class terminal_size(tuple):
    """A tuple of (columns, lines) for holding terminal window size"""

    __module__ = 'os'
    __slots__ = ()
    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])

    def __repr__(self):
        return f'os.terminal_size(columns={self[0]}, lines={self[1]})'


class stat_result(tuple):
    """Result from stat, fstat, or lstat."""

    __module__ = 'os'
    __slots__ = ()
    (st_mode, st_ino, st_dev, st_nlink, st_uid, st_gid, st_size, st_atime, st_mtime, st_ctime) = [
        property(lambda self, i=i: self[i]) for i in range(10)]


class uname_result(tuple):
    """Result from os.uname()."""

    __module__ = 'posix'
    __slots__ = ()
    sysname, nodename, release, version, machine = [property(lambda self, i=i: self[i]) for i in range(5)]


def uname():
    return uname_result(('Linux', 'vitrine', '6.0', '#1', 'x86_64'))


class DirEntry:
    __module__ = 'posix'
