// _types: the builtin types that have no name in builtins, as Lib/types.py takes them (CPython: Modules/_typesmodule.c).
#include "modules/registry.h"
#include "objects/dict.h"
#include "objects/protocol.h"
#include "objects/str.h"

namespace vitrine {
namespace {

constexpr struct {
  const char* name;
  TypeId type;
} kTypes[] = {
    {"AsyncGeneratorType", TypeId::kAsyncGenerator},
    {"BuiltinFunctionType", TypeId::kBuiltinFunction},
    {"BuiltinMethodType", TypeId::kBuiltinFunction},
    {"CellType", TypeId::kCellObject},
    {"ClassMethodDescriptorType", TypeId::kClassMethodDescriptor},
    {"CodeType", TypeId::kCode},
    {"CoroutineType", TypeId::kCoroutine},
    {"EllipsisType", TypeId::kEllipsis},
    {"FrameType", TypeId::kFrame},
    {"FunctionType", TypeId::kFunction},
    {"GeneratorType", TypeId::kGenerator},
    {"GetSetDescriptorType", TypeId::kGetSetDescriptor},
    {"LambdaType", TypeId::kFunction},
    {"MappingProxyType", TypeId::kMappingProxy},
    {"MemberDescriptorType", TypeId::kMemberDescriptor},
    {"MethodDescriptorType", TypeId::kMethodDescriptor},
    {"MethodType", TypeId::kMethod},
    {"MethodWrapperType", TypeId::kMethodWrapper},
    {"ModuleType", TypeId::kModule},
    {"NoneType", TypeId::kNone},
    {"NotImplementedType", TypeId::kNotImplemented},
    {"SimpleNamespace", TypeId::kSimpleNamespace},
    {"TracebackType", TypeId::kTraceback},
    {"WrapperDescriptorType", TypeId::kWrapperDescriptor},
};

/// Names that the prelude's types have there: in the module, in the prelude.
constexpr struct {
  const char *name, *inPrelude;
} kPreludeTypes[] = {{"GenericAlias", "GenericAlias"}, {"UnionType", "Union"}};

Result<void> populate(Vm& vm, Value module) {
  for (const auto& each : kTypes) TRY(setMember(vm, module, each.name, Ref::share(typeCell(each.type))));
  for (const auto& each : kPreludeTypes) {
    Ref key = intern(each.inPrelude);
    TRY(setMember(vm, module, each.name, Ref::share(TRY(preludeMember(vm, key)))));
  }
  return {};
}

}  // namespace

extern const NativeModule kTypesModule = {"_types", {}, populate, "Define names for built-in types."};

}  // namespace vitrine
