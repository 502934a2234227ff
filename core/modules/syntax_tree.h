// Syntax trees as objects of the `ast` classes and back: what compile() with PyCF_ONLY_AST gives, and what it takes. The classes
// are made by library/_ast.py from the table in syntax/ast.def. tree_writer.cpp makes objects, tree_reader.cpp reads them.
#pragma once

#include "compiler/folded.h"
#include "objects/native.h"
#include "syntax/ast.h"

namespace vitrine {

/// Two tuples indexed by syntax::NodeName. Borrowed.
struct TreeClasses {
  Value classes;  // each constructor's class
  Value symbols;  // the shared instance of Load, Add ...; None for the others
};

/// The tree as objects; `pool` as for treeOf(). RecursionError where it is nested too deep.
Result<Ref> treeObject(Vm& vm, const syntax::Module& module, const compiler::ConstantPool& pool, TreeClasses classes);

/// The tree that `object` stands for, checked as CPython does (TypeError, ValueError, ... with its messages); it lies in `arena`,
/// values of constants that no literal writes in `pool`. Attributes are looked up as any: properties of classes run.
Result<syntax::Module*> treeOf(Vm& vm, Value object, syntax::ModKind wanted, TreeClasses classes, syntax::AstArena& arena,
                               compiler::ConstantPool& pool);

}  // namespace vitrine
