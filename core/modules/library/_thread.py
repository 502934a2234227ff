"""Low-level threading primitives for a machine with one thread."""

error = RuntimeError
TIMEOUT_MAX = 9223372036.0
_main = 1


def get_ident():
    return _main


def get_native_id():
    return _main


def _get_main_thread_ident():
    return _main


def _count():
    return 0


def _is_main_interpreter():
    return True


def daemon_threads_allowed():
    return False


def stack_size(size=0, /):
    return 0


def start_new_thread(function, args, kwargs={}, /):
    raise RuntimeError("can't start new thread")


start_new = start_new_thread


def start_joinable_thread(function, handle=None, daemon=True):
    raise RuntimeError("can't start new thread")


def interrupt_main(signum=2, /):
    raise KeyboardInterrupt


def exit():
    raise SystemExit


exit_thread = exit


def set_name(name):
    pass


class lock:
    """A lock; waiting for one that is taken would be for ever."""

    __module__ = '_thread'
    __slots__ = ('_taken', '__weakref__')

    def __init__(self):
        self._taken = False

    def acquire(self, blocking=True, timeout=-1):
        if not blocking and timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        if self._taken:
            if blocking and timeout < 0:
                raise RuntimeError('deadlock: the only thread waits for a lock it holds')
            return False
        self._taken = True
        return True

    def release(self):
        if not self._taken:
            raise RuntimeError('release unlocked lock')
        self._taken = False

    def locked(self):
        return self._taken

    acquire_lock = acquire
    release_lock = release
    locked_lock = locked

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()

    def _at_fork_reinit(self):
        self._taken = False

    def __repr__(self):
        state = 'locked' if self._taken else 'unlocked'
        return '<' + state + ' _thread.lock object at ' + hex(id(self)) + '>'


LockType = lock


def allocate_lock():
    return lock()


allocate = allocate_lock


class RLock:
    """A lock that its owner may take again."""

    __module__ = '_thread'
    __slots__ = ('_depth', '__weakref__')

    def __init__(self):
        self._depth = 0

    def acquire(self, blocking=True, timeout=-1):
        self._depth += 1
        return True

    def release(self):
        if not self._depth:
            raise RuntimeError('cannot release un-acquired lock')
        self._depth -= 1

    def locked(self):
        return self._depth > 0

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()

    def _is_owned(self):
        return self._depth > 0

    def _recursion_count(self):
        return self._depth

    def _acquire_restore(self, state):
        self._depth = state[0]

    def _release_save(self):
        depth, self._depth = self._depth, 0
        return depth, _main

    def _at_fork_reinit(self):
        self._depth = 0

    def __repr__(self):
        state = 'locked' if self._depth else 'unlocked'
        owner = _main if self._depth else 0
        return f'<{state} _thread.RLock object owner={owner} count={self._depth} at {hex(id(self))}>'


class _local:
    """Attributes of one thread each: with one thread, an ordinary object."""

    __module__ = '_thread'

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError('Initialization arguments are not supported')
        return object.__new__(cls)


class _ThreadHandle:
    """The handle of the main thread."""

    __module__ = '_thread'

    def __init__(self):
        self.ident = _main

    def is_done(self):
        return False

    def join(self, timeout=None):
        pass

    def _set_done(self):
        pass


def _make_thread_handle(ident):
    return _ThreadHandle()


class _ExceptHookArgs(tuple):
    """Type used to pass arguments to threading.excepthook."""

    __module__ = '_thread'
    __slots__ = ()
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def _excepthook(args, /):
    import sys
    sys.excepthook(args[0], args[1], args[2])


def _shutdown():
    pass
