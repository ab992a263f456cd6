#pragma once
// One event of every kind with every field set: what the goldens hold.

#include <string>
#include <vector>

#include "domain/event.hpp"

namespace rollcall::codec::test {

struct Sample {
  std::string version;  // folder of its golden: the version of the schema that added its fields
  domain::Event event;
};

// Goldens are only ever added: a sample here is never changed or removed. An event that gains a
// field gets a further sample, of a new version.
std::vector<Sample> samples();

// The id that a sample's parts are sealed for.
domain::Uuid event_id_of(const domain::Event& event);

// An id made of a number: 00000000-0000-7000-8000-0000000000NN, and so on.
domain::Uuid uuid(unsigned number);
template <class Id>
Id id(unsigned number) {
  return Id{uuid(number)};
}

template <class T>
domain::Personal<T> personal(unsigned person, T known) {
  return {id<domain::PersonId>(person), std::move(known)};
}

}  // namespace rollcall::codec::test
