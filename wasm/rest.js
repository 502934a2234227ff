// The module comes in two parts (split.mjs): vitrine.wasm has what most programs run, vitrine.rest.wasm everything else. Where a
// call leads into the rest for the first time it arrives here; the rest is then asked for, at once, and its functions take their
// places in the table, so that no later call comes this way. Module.rest() gives its bytes, or the compiled module.
(function () {
  var instantiate = Module['instantiateWasm'];
  var first;  // the first part's exports
  var filled = false;

  function readBesideGlue() {
    return require('fs').readFileSync(require('path').join(__dirname, 'vitrine.rest.wasm'));
  }
  function restModule() {
    var rest;
    try {
      rest = (Module['rest'] || readBesideGlue)();
    } catch (error) {
      // A trap: the program ends with an internal error that says so, the machine stays.
      throw new WebAssembly.RuntimeError('the rest of the machine could not be loaded: ' + error);
    }
    return rest instanceof WebAssembly.Module ? rest : new WebAssembly.Module(rest);
  }
  function tableOf(exports) {
    for (var name in exports) if (exports[name] instanceof WebAssembly.Table) return exports[name];
  }
  /** What stands at `place` of the table until the rest is there; also what a call of the first part's code calls. */
  function placeholder(place) {
    return function () {
      if (!filled) {
        new WebAssembly.Instance(restModule(), { 'first': first });
        filled = true;
      }
      return tableOf(first).get(place).apply(null, arguments);
    };
  }

  Module['instantiateWasm'] = function (imports, done) {
    imports['rest'] = new Proxy({}, { get: function (_, place) { return placeholder(Number(place)); } });
    return instantiate(imports, function (instance, module) {
      first = instance.exports;
      done(instance, module);
    });
  };
})();
