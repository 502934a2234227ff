// The registry: which native modules there are (modules.def), and how one comes into being when it is first imported.
#pragma once

#include <string_view>
#include <vector>

#include "objects/native.h"

namespace vitrine {

#define MODULE(id) extern const NativeModule k##id##Module;
#include "modules/modules.def"
#undef MODULE

/// The index in kNativeModules of the module `name`, or -1.
int32_t nativeModuleIndex(std::string_view name);
/// A new module object from the table: __name__, __doc__, functions, what populate() adds. Not entered in sys.modules.
Result<Ref> makeNativeModule(Vm& vm, uint32_t index);
/// Adds a table's functions to a namespace; `module` is what their __module__ says.
Result<void> defineFunctions(Vm& vm, uint32_t index, Value dict, Value module);

/// The text of one of our own modules written in Python (modules/library/*.py), or an empty view.
std::string_view ownModuleText(std::string_view name);

/// The names of our own modules in Python that stand for modules CPython has in C.
std::vector<std::string_view> ownNativeNames();

/// Sets module attribute `name`.
Result<void> setMember(Vm& vm, Value module, const char* name, Ref value);

}  // namespace vitrine
