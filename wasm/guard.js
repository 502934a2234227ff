// A trap inside the module (out of the engine's stack, a failed CHECK) ends the call, not the machine: the shadow stack is set
// back, the session goes back to its last checkpoint, and the caller gets status 6 with the reason in lastError() (R15). So
// that it need not come to that, the engine's stack is measured here: the module is told how deeply its calls may nest.
function guardVitrine() {
  var kInternalError = 6;
  var kFailed = 70;
  // Frames of a small JavaScript function for each level of the module's; the module's are larger and come several a level.
  var kFramesPerLevel = 16;

  function isTrap(error) {
    return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
  }
  /** `method`, which after a trap gives what `failed(this, error)` gives. */
  function guarded(method, failed) {
    return function () {
      var stack = stackSave();
      try {
        return method.apply(this, arguments);
      } catch (error) {
        if (!isTrap(error)) throw error;
        stackRestore(stack);
        return failed(this, error);
      }
    };
  }
  function measureStack() {
    var frames = 0;
    function deeper() {
      ++frames;
      deeper();
    }
    try {
      deeper();
    } catch (error) {
      return frames;
    }
  }

  Module['setEngineLevels'](Math.max(100, Math.min(20000, Math.floor(measureStack() / kFramesPerLevel))));
  Module['command'] = guarded(Module['command'], function (_, error) {
    var text = 'vitrine: internal error: ' + error + '\n';
    Module['host']['write'](2, Uint8Array.from(text, function (c) { return c.charCodeAt(0) & 127; }));
    return kFailed;
  });
  [['tokens', '[]'], ['tree', '']].forEach(function (row) {
    if (Module[row[0]]) Module[row[0]] = guarded(Module[row[0]], function () { return row[1]; });
  });
  var prototype = Module['Session']['prototype'];
  ['load', 'run', 'seek', 'find', 'reset', 'describe', 'listing', 'listingOf'].forEach(function (name) {
    prototype[name] = guarded(prototype[name], function (session, error) {
      session['recover'](String(error));
      return name === 'describe' ? new Uint8Array(0) : name === 'listing' || name === 'listingOf' ? '' : kInternalError;
    });
  });
}
// A module that was instantiated synchronously (Node) has run before this line.
if (calledRun) guardVitrine();
else addOnPostRun(guardVitrine);
