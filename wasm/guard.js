// A trap inside the module (out of the engine's stack, a failed CHECK) ends the call, not the machine: the shadow stack is set
// back, the session goes back to its last checkpoint, and the caller gets status 6 with the reason in lastError() (R15).
addOnPostRun(function () {
  var kInternalError = 6;
  ['tokens', 'tree'].forEach(function (name) {
    var inner = Module[name];
    Module[name] = function (source) {
      var stack = stackSave();
      try {
        return inner(source);
      } catch (error) {
        if (!(error instanceof WebAssembly.RuntimeError) && !(error instanceof RangeError)) throw error;
        stackRestore(stack);
        return name === 'tokens' ? '[]' : '';
      }
    };
  });
  var prototype = Module['Session']['prototype'];
  ['load', 'run', 'seek', 'find', 'reset', 'describe', 'listing', 'listingOf'].forEach(function (name) {
    var method = prototype[name];
    prototype[name] = function () {
      var stack = stackSave();
      try {
        return method.apply(this, arguments);
      } catch (error) {
        if (!(error instanceof WebAssembly.RuntimeError) && !(error instanceof RangeError)) throw error;
        stackRestore(stack);
        this['recover'](String(error));
        return name === 'describe' ? new Uint8Array(0) : name === 'listing' || name === 'listingOf' ? '' : kInternalError;
      }
    };
  });
});
