// Names by number: the interned strings lie in Root; their texts, for boot.cpp, come from names.def and dunders.def.
#include "objects/names.h"

#include "objects/root.h"
#include "objects/str.h"

namespace vitrine {

Value nameOf(Name name) { return Value::reference(root().names[size_t(name)]); }

/// The texts in enum order, for boot.cpp.
extern const char* const kNameTexts[] = {
#define DUNDER(id, name) name,
#include "objects/dunders.def"
#undef DUNDER
#define NAME(id, text) text,
#include "objects/names.def"
#undef NAME
};

}  // namespace vitrine
