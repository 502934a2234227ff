"""SHA-2 (FIPS 180-4), as hashlib and random want it."""


def _primes(count):
    found = []
    n = 2
    while len(found) < count:
        if all(n % p for p in found):
            found.append(n)
        n += 1
    return found


# The first bits behind the point of a root: `root` is 2 or 3.
def _fraction(n, root, bits):
    target = n << root * bits
    low, high = 0, 1 << bits + 8
    while high - low > 1:
        middle = (low + high) // 2
        if middle ** root <= target:
            low = middle
        else:
            high = middle
    return low & (1 << bits) - 1


_tables = {}


def _constants(bits):
    if bits not in _tables:
        rounds = 80 if bits == 64 else 64
        primes = _primes(rounds)
        _tables[bits] = [_fraction(p, 3, bits) for p in primes], [_fraction(p, 2, 64) >> 64 - bits for p in primes[:16]]
    return _tables[bits]


_SHIFTS = {64: ((28, 34, 39), (14, 18, 41), (1, 8, 7), (19, 61, 6)), 32: ((2, 13, 22), (6, 11, 25), (7, 18, 3), (17, 19, 10))}


class _Sha2:
    __slots__ = ('_state', '_pending', '_length')
    block_size = 64
    _bits = 32

    def __init__(self, data=b'', *, usedforsecurity=True):
        self._state = list(self._start())
        self._pending = b''
        self._length = 0
        self.update(data)

    def update(self, data, /):
        """Update this hash object's state with the provided bytes."""
        if isinstance(data, str):
            raise TypeError('Strings must be encoded before hashing')
        data = bytes(memoryview(data))
        self._length += len(data)
        data = self._pending + data
        size = self.block_size
        whole = len(data) - len(data) % size
        for at in range(0, whole, size):
            self._block(data[at:at + size])
        self._pending = data[whole:]

    def _block(self, block):
        bits = self._bits
        mask = (1 << bits) - 1
        step = bits // 8
        table = _constants(bits)[0]
        (a1, a2, a3), (e1, e2, e3), (s1, s2, s3), (t1, t2, t3) = _SHIFTS[bits]
        words = [int.from_bytes(block[i:i + step], 'big') for i in range(0, len(block), step)]
        for i in range(16, len(table)):
            x, y = words[i - 15], words[i - 2]
            x = (x >> s1 | x << bits - s1) ^ (x >> s2 | x << bits - s2) ^ x >> s3
            y = (y >> t1 | y << bits - t1) ^ (y >> t2 | y << bits - t2) ^ y >> t3
            words.append(words[i - 16] + (x & mask) + words[i - 7] + (y & mask) & mask)
        a, b, c, d, e, f, g, h = self._state
        for i in range(len(table)):
            x = (e >> e1 | e << bits - e1) ^ (e >> e2 | e << bits - e2) ^ (e >> e3 | e << bits - e3)
            first = h + (x & mask) + (e & f ^ ~e & g) + table[i] + words[i]
            x = (a >> a1 | a << bits - a1) ^ (a >> a2 | a << bits - a2) ^ (a >> a3 | a << bits - a3)
            second = (x & mask) + (a & b ^ a & c ^ b & c)
            a, b, c, d, e, f, g, h = first + second & mask, a, b, c, d + first & mask, e, f, g
        self._state = [old + new & mask for old, new in zip(self._state, (a, b, c, d, e, f, g, h))]

    def digest(self):
        """Return the digest value as a bytes object."""
        other = self.copy()
        size = self.block_size
        tail = size // 8
        data = self._pending + b'\x80'
        data += bytes(-(len(data) + tail) % size) + (self._length * 8).to_bytes(tail, 'big')
        for at in range(0, len(data), size):
            other._block(data[at:at + size])
        return b''.join([word.to_bytes(self._bits // 8, 'big') for word in other._state])[:self.digest_size]

    def hexdigest(self):
        """Return the digest value as a string of hexadecimal digits."""
        return self.digest().hex()

    def copy(self):
        """Return a copy of the hash object."""
        other = type(self)()
        other._state = list(self._state)
        other._pending = self._pending
        other._length = self._length
        return other


class SHA256Type(_Sha2):
    __slots__ = ()
    name = 'sha256'
    digest_size = 32

    def _start(self):
        return _constants(32)[1][:8]


class SHA224Type(_Sha2):
    __slots__ = ()
    name = 'sha224'
    digest_size = 28

    def _start(self):
        return [_fraction(p, 2, 64) & 0xFFFFFFFF for p in _primes(16)[8:]]


class SHA512Type(_Sha2):
    __slots__ = ()
    name = 'sha512'
    digest_size = 64
    block_size = 128
    _bits = 64

    def _start(self):
        return _constants(64)[1][:8]


class SHA384Type(SHA512Type):
    __slots__ = ()
    name = 'sha384'
    digest_size = 48

    def _start(self):
        return _constants(64)[1][8:]


def sha224(data=b'', *, usedforsecurity=True, string=None):
    """Return a new SHA-224 hash object."""
    return SHA224Type(data if string is None else string)


def sha256(data=b'', *, usedforsecurity=True, string=None):
    """Return a new SHA-256 hash object."""
    return SHA256Type(data if string is None else string)


def sha384(data=b'', *, usedforsecurity=True, string=None):
    """Return a new SHA-384 hash object."""
    return SHA384Type(data if string is None else string)


def sha512(data=b'', *, usedforsecurity=True, string=None):
    """Return a new SHA-512 hash object."""
    return SHA512Type(data if string is None else string)
