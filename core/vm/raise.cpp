// Raising: Vm's members. Invariant: what is pending is an exception instance (or, once the run is abandoned, a token that
// nothing catches), and its __context__ was set when it was raised (CPython: Python/errors.c, _PyErr_SetObject).
#include <cstdarg>
#include <cstdio>

#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/dict.h"
#include "objects/module.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/calls.h"
#include "vm/machine.h"
#include "vm/unwinder.h"

namespace vitrine {

namespace {

Value abandonedMark() { return Value::token(kTokenAbandoned); }

void setPending(Ref exception) {
  Value old = std::exchange(root().pending, exception.release());
  decrement(old);
}

Ref messageOf(const char* format, va_list arguments) {
  va_list again;
  va_copy(again, arguments);
  int length = std::vsnprintf(nullptr, 0, format, arguments);
  std::string text(size_t(length > 0 ? length : 0) + 1, '\0');
  std::vsnprintf(text.data(), text.size(), format, again);
  va_end(again);
  text.pop_back();
  Vm silent;
  auto str = newStr(silent, text);
  return str.ok() ? str.take() : Ref::share(Value::reference(root().emptyStr));
}

/// Makes `handled` the context of `exception`, cutting a cycle that would arise.
void chainContext(Value exception, Value handled) {
  if (!handled || handled == exception) return;
  for (Value at = handled; exceptionCell(at)->context;) {
    Value next = exceptionCell(at)->context;
    if (next == exception) {
      decrement(std::exchange(exceptionCell(at)->context, Value()));
      break;
    }
    at = next;
  }
  increment(handled);
  decrement(std::exchange(exceptionCell(exception)->context, handled));
}

}  // namespace

Raised raiseInstance(Vm& vm, Ref exception) { return raiseWhile(vm, std::move(exception), handledException()); }

Raised raiseWhile(Vm& vm, Ref exception, Value handledOrNull) {
  if (vm.abandoned) return Raised{};
  chainContext(exception, handledOrNull);
  setPending(std::move(exception));
  return Raised{};
}

void abandon(Vm& vm) {
  vm.abandoned = true;
  decrement(std::exchange(root().pending, abandonedMark()));
}

Raised Vm::raise(TypeId type, const char* format, ...) {
  if (abandoned) return Raised{};
  va_list arguments;
  va_start(arguments, format);
  Ref message = messageOf(format, arguments);
  va_end(arguments);
  return raiseWith(type, message);
}

Raised Vm::raiseWith(TypeId type, Value argument) {
  if (abandoned) return Raised{};
  auto args = argument ? newTuple(*this, {argument}) : Result<Ref>(Ref::share(Value::reference(root().emptyTuple)));
  if (!args.ok()) return Raised{};
  Ref tuple = args.take();
  auto exception = newException(*this, type, tuple);
  if (!exception.ok()) return Raised{};
  return raiseInstance(*this, exception.take());
}

Raised Vm::raiseObject(Value exception) {
  if (abandoned) return Raised{};
  if (isException(exception)) return raiseInstance(*this, Ref::share(exception));
  if (!isType(exception) || !isSubtype(cellOf<TypeCell>(exception), TypeId::kBaseException))
    return raise(TypeId::kTypeError, "exceptions must derive from BaseException");
  auto made = call(*this, exception, Args{});
  if (!made.ok()) return Raised{};
  Ref instance = made.take();
  if (!isException(instance)) {
    return raise(TypeId::kTypeError, "calling %s should have returned an instance of BaseException, not %s",
                 textOf(Value::reference(cellOf<TypeCell>(exception)->name)).c_str(), typeName(instance).c_str());
  }
  return raiseInstance(*this, std::move(instance));
}

Raised Vm::raiseTypeErrorFor(const char* format, Value value) {
  std::string text = format, name = typeName(value);
  size_t at = text.find("%s");
  if (at != std::string::npos) text.replace(at, 2, name);
  return raise(TypeId::kTypeError, "%s", text.c_str());
}

Raised Vm::raiseMemoryError() {
  if (abandoned) return Raised{};
  auto exception = newException(*this, TypeId::kMemoryError, Value::reference(root().emptyTuple));
  return exception.ok() ? raiseInstance(*this, exception.take()) : Raised{};
}

Raised Vm::raiseAttributeError(Value object, Value name) {
  std::string attribute = textOf(name);
  if (isType(object)) {
    raise(TypeId::kAttributeError, "type object '%s' has no attribute '%s'", textOf(Value::reference(cellOf<TypeCell>(object)->name)).c_str(),
          attribute.c_str());
  } else if (isInstance(object, TypeId::kModule)) {
    Value own = dictGetName(moduleDict(object), nameOf(Name::kName));
    std::string module = own && isStr(own) ? textOf(own) : "?", file = isInitializing(object) ? moduleFile(object) : "";
    if (!isInitializing(object)) {
      raise(TypeId::kAttributeError, "module '%s' has no attribute '%s'", module.c_str(), attribute.c_str());
    } else {
      std::string from = file.empty() ? "" : " from '" + file + "'";
      raise(TypeId::kAttributeError, "partially initialized module '%s'%s has no attribute '%s' (most likely due to a circular import)",
            module.c_str(), from.c_str(), attribute.c_str());
    }
  } else {
    raise(TypeId::kAttributeError, "'%s' object has no attribute '%s'", typeName(object).c_str(), attribute.c_str());
  }
  if (!pendingIs(TypeId::kAttributeError)) return Raised{};
  auto* cell = cellOf<NameExceptionCell>(root().pending);
  decrement(std::exchange(cell->name, Ref::share(name).release()));
  decrement(std::exchange(cell->object, Ref::share(object).release()));
  return Raised{};
}

Ref Vm::takePending() { return Ref::steal(std::exchange(root().pending, Value())); }

void Vm::clearPending() {
  if (!abandoned) decrement(std::exchange(root().pending, Value()));
}

}  // namespace vitrine
