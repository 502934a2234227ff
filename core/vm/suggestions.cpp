// Edit distance with cheap case changes: a move costs 2, a change of case 1 (CPython: Python/suggestions.c). Names longer than
// 40 characters and more than 750 candidates are not looked at.
#include "vm/suggestions.h"

#include <algorithm>
#include <cctype>
#include <cstdint>

namespace vitrine {

namespace {

constexpr int kMove = 2, kCase = 1;
constexpr size_t kMaxLength = 40, kMaxCandidates = 750;

int substitution(char a, char b) {
  if (a == b) return 0;
  return std::tolower(uint8_t(a)) == std::tolower(uint8_t(b)) ? kCase : kMove;
}

int distance(const std::string& a, const std::string& b) {
  std::vector<int> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = int(j) * kMove;
  for (size_t i = 1; i <= a.size(); ++i) {
    int diagonal = row[0];
    row[0] = int(i) * kMove;
    for (size_t j = 1; j <= b.size(); ++j) {
      int above = row[j];
      row[j] = std::min({diagonal + substitution(a[i - 1], b[j - 1]), above + kMove, row[j - 1] + kMove});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::string closestName(const std::string& wrong, const std::vector<std::string>& possible) {
  if (wrong.size() > kMaxLength || possible.size() > kMaxCandidates) return {};
  std::string best;
  int bestDistance = -1;
  for (const std::string& candidate : possible) {
    if (candidate == wrong || candidate.size() > kMaxLength) continue;
    int most = int(wrong.size() + candidate.size() + 3) * kMove / 6;
    if (bestDistance >= 0) most = std::min(most, bestDistance - 1);
    int d = distance(wrong, candidate);
    if (d > most) continue;
    best = candidate;
    bestDistance = d;
  }
  return best;
}

}  // namespace vitrine
