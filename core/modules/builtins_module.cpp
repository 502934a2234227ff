// The module builtins: its table of functions, the types and constants. Signatures are CPython 3.14's __text_signature__.
#include "modules/builtins.h"

#include "modules/registry.h"
#include "objects/dict.h"
#include "objects/module.h"
#include "objects/raw_args.h"
#include "objects/str.h"

namespace vitrine {

namespace {

const NativeMethod kFunctions[] = {
    {"__build_class__", nullptr, builtins::buildClass, kMethodPlain, "Internal helper function used by the class statement."},
    {"__import__", "(name, globals=None, locals=None, fromlist=(), level=0)", builtins::import, kMethodPlain, "Import a module."},
    {"abs", "(number, /)", builtins::absolute, kMethodPlain, "Return the absolute value of the argument."},
    {"all", "(iterable, /)", builtins::all, kMethodPlain, "Return True if bool(x) is True for all values x in the iterable."},
    {"any", "(iterable, /)", builtins::any, kMethodPlain, "Return True if bool(x) is True for any x in the iterable."},
    {"ascii", "(obj, /)", builtins::ascii, kMethodPlain, "Return an ASCII-only representation of an object."},
    {"bin", "(number, /)", builtins::bin, kMethodPlain, "Return the binary representation of an integer."},
    {"breakpoint", "(*args, **kws)", builtins::breakpoint, kMethodPlain, "Call sys.breakpointhook(*args, **kws)."},
    {"callable", "(obj, /)", builtins::callable, kMethodPlain, "Return whether the object is callable (i.e., some kind of function)."},
    {"chr", "(i, /)", builtins::chr, kMethodPlain, "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff."},
    {"compile", "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)", builtins::compile, kMethodPlain,
     "Compile source into a code object that can be executed by exec() or eval()."},
    {"delattr", "(obj, name, /)", builtins::delAttr, kMethodPlain, "Deletes the named attribute from the given object."},
    {"dir", "(object=None, /)", builtins::dir, kMethodPlain, "Show attributes of an object."},
    {"divmod", "(x, y, /)", builtins::divMod, kMethodPlain, "Return the tuple (x//y, x%y).  Invariant: div*y + mod == x."},
    {"eval", "(source, /, globals=None, locals=None)", builtins::eval, kMethodPlain, "Evaluate the given source in the context of globals and locals."},
    {"exec", "(source, /, globals=None, locals=None, *, closure=None)", builtins::exec, kMethodPlain,
     "Execute the given source in the context of globals and locals."},
    {"format", "(value, format_spec='', /)", builtins::format, kMethodPlain, "Return type(value).__format__(value, format_spec)"},
    {"getattr", "(object, name, default=None, /)", builtins::getAttr, kMethodPlain, "Get a named attribute from an object."},
    {"globals", "()", builtins::globals, kMethodPlain, "Return the dictionary containing the current scope's global variables."},
    {"hasattr", "(obj, name, /)", builtins::hasAttr, kMethodPlain, "Return whether the object has an attribute with the given name."},
    {"hash", "(obj, /)", builtins::hash, kMethodPlain, "Return the hash value for the given object."},
    {"help", "(request=None, /)", builtins::help, kMethodPlain, "Print what is known about an object."},
    {"hex", "(number, /)", builtins::hex, kMethodPlain, "Return the hexadecimal representation of an integer."},
    {"id", "(obj, /)", builtins::id, kMethodPlain, "Return the identity of an object."},
    {"input", "(prompt='', /)", builtins::input, kMethodPlain, "Read a string from standard input.  The trailing newline is stripped."},
    {"isinstance", "(obj, class_or_tuple, /)", builtins::isInstance, kMethodPlain,
     "Return whether an object is an instance of a class or of a subclass thereof."},
    {"issubclass", "(cls, class_or_tuple, /)", builtins::isSubclass, kMethodPlain, "Return whether 'cls' is derived from another class or is the same class."},
    {"iter", "(object, sentinel=None, /)", builtins::iter, kMethodPlain, "Get an iterator from an object."},
    {"aiter", "(async_iterable, /)", builtins::aiter, kMethodPlain, "Return an AsyncIterator for an AsyncIterable object."},
    {"len", "(obj, /)", builtins::length, kMethodPlain, "Return the number of items in a container."},
    {"locals", "()", builtins::locals, kMethodPlain, "Return a dictionary containing the current scope's local variables."},
    {"max", nullptr, builtins::maximum, kMethodPlain, "With a single iterable argument, return its biggest item."},
    {"min", nullptr, builtins::minimum, kMethodPlain, "With a single iterable argument, return its smallest item."},
    {"next", "(iterator, default=None, /)", builtins::next, kMethodPlain, "Return the next item from the iterator."},
    {"anext", "(aiterator, default=None, /)", builtins::anext, kMethodPlain, "Return the next item from the async iterator."},
    {"oct", "(number, /)", builtins::oct, kMethodPlain, "Return the octal representation of an integer."},
    {"open", "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)", builtins::open, kMethodPlain,
     "Open file and return a stream.  Raise OSError upon failure."},
    {"ord", "(character, /)", builtins::ord, kMethodPlain, "Return the ordinal value of a character."},
    {"pow", "(base, exp, mod=None)", builtins::pow, kMethodPlain, "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments."},
    {"print", "(*args, sep=' ', end='\\n', file=None, flush=False)", builtins::print, kMethodPlain,
     "Prints the values to a stream, or to sys.stdout by default."},
    {"repr", "(obj, /)", builtins::repr, kMethodPlain, "Return the canonical string representation of the object."},
    {"round", "(number, ndigits=None)", builtins::round, kMethodPlain, "Round a number to a given precision in decimal digits."},
    {"setattr", "(obj, name, value, /)", builtins::setAttr, kMethodPlain, "Sets the named attribute on the given object to the specified value."},
    {"sorted", nullptr, builtins::sorted, kMethodPlain,
     "Return a new list containing all items from the iterable in ascending order."},
    {"sum", "(iterable, /, start=0)", builtins::sum, kMethodPlain, "Return the sum of a 'start' value (default: 0) plus an iterable of numbers."},
    {"vars", "(object=None, /)", builtins::vars, kMethodPlain, "Show vars."},
};

/// The types with a name in builtins; those in modules/ are found by name, too.
constexpr const char* kTypeNames[] = {
    "bool", "memoryview", "bytearray", "bytes", "classmethod", "complex", "dict", "enumerate", "filter", "float", "frozenset", "property", "int",
    "list", "map", "object", "range", "reversed", "set", "slice", "staticmethod", "str", "super", "tuple", "type", "zip"};

Result<void> addTypes(Vm& vm, Value module) {
  for (const char* name : kTypeNames)
    for (uint16_t i = 0; i < uint16_t(TypeId::kCount); ++i) {
      const TypeRow& row = typeRow(TypeId(i));
      if (std::string_view(row.name) == name && std::string_view(row.module) == "builtins")
        TRY(setMember(vm, module, name, Ref::share(typeCell(TypeId(i)))));
    }
#define EXCEPTION(id, base, layout) TRY(setMember(vm, module, #id, Ref::share(typeCell(TypeId::k##id))));
#include "objects/exceptions.def"
#undef EXCEPTION
  TRY(setMember(vm, module, "EnvironmentError", Ref::share(typeCell(TypeId::kOSError))));
  TRY(setMember(vm, module, "IOError", Ref::share(typeCell(TypeId::kOSError))));
  return {};
}

Result<void> populate(Vm& vm, Value module) {
  TRY(setMember(vm, module, "None", noneRef()));
  TRY(setMember(vm, module, "Ellipsis", Ref::share(ellipsis())));
  TRY(setMember(vm, module, "NotImplemented", notImplementedRef()));
  TRY(setMember(vm, module, "False", boolRef(false)));
  TRY(setMember(vm, module, "True", boolRef(true)));
  TRY(addTypes(vm, module));
  return setMember(vm, module, "__debug__", boolRef(true));
}

}  // namespace

extern const NativeModule kBuiltinsModule = {"builtins", kFunctions, populate,
                                             "Built-in functions, types, exceptions, and other objects."};

}  // namespace vitrine
