// The prelude is loaded part by part: every name is found by asking for it, in whatever order, and none hides a builtin.
#include "modules/prelude.h"

#include <set>

#include "../objects/machine_fixture.h"
#include "objects/dict.h"

namespace vitrine {
namespace {

class Prelude : public MachineTest {
 protected:
  bool loaded(std::string_view name) { return !dictGetName(Value::reference(root().prelude), str(name)).isNull(); }
  void expectLoads(std::string_view name) {
    Ref key = intern(name);
    auto found = preludeMember(vm, key);
    ASSERT_TRUE(found.ok() && found.value()) << name;
    EXPECT_FALSE(vm.hasPending());
  }
};

TEST_F(Prelude, EveryNameIsFound) {
  for (std::string_view name : preludeNames()) expectLoads(name);
}

TEST_F(Prelude, EveryNameIsFoundFromTheLastOn) {
  auto names = preludeNames();
  for (size_t i = names.size(); i-- > 0;) expectLoads(names[i]);
}

TEST_F(Prelude, NamesAreDefinedOnceAndHideNoBuiltin) {
  std::set<std::string_view> seen;
  for (std::string_view name : preludeNames()) {
    EXPECT_TRUE(seen.insert(name).second) << name;
    EXPECT_FALSE(dictGetName(Value::reference(root().builtins), str(name))) << name;
  }
}

TEST_F(Prelude, APartIsLoadedWhenItIsAskedFor) {
  EXPECT_FALSE(loaded("GenericAlias"));
  EXPECT_FALSE(loaded("Union"));
  expectLoads("Union");
  EXPECT_TRUE(loaded("GenericAlias"));
}

TEST_F(Prelude, UnknownNamesAreNotFound) {
  Ref key = intern("no_such_name");
  auto found = preludeMember(vm, key);
  ASSERT_TRUE(found.ok());
  EXPECT_FALSE(found.value());
}

}  // namespace
}  // namespace vitrine
