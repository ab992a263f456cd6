#include "domain/codec/members.hpp"

namespace rollcall::codec {
namespace {

void put_details(const domain::MenuItemDetails& from, schema::MenuItemDetails::Builder to,
                 Failure& failure) {
  to.setKind(checked(from.kind, failure));
  to.setTitle(text(from.title));
  to.setOrder(from.order);
  to.setHasBody(from.body.has_value());
  if (from.body) {
    put(from.body->hash, to.getBodyHash());
    to.setBodySize(from.body->size);
  }
  if (from.url) to.setUrl(text(*from.url));
}
void get_details(schema::MenuItemDetails::Reader from, domain::MenuItemDetails& to,
                 Failure& failure) {
  get(from.getKind(), to.kind, failure);
  get(from.getTitle(), to.title);
  to.order = from.getOrder();
  if (from.getHasBody()) {
    auto& body = to.body.emplace();
    get(from.getBodyHash(), body.hash);
    body.size = from.getBodySize();
  }
  if (from.hasUrl()) get(from.getUrl(), to.url.emplace());
}

void put_item(const auto& from, auto to) {
  put(from.item, to.getItem());
  put(from.project, to.getProject());
}
void get_item(auto from, auto& to) {
  get(from.getItem(), to.item);
  get(from.getProject(), to.project);
}

}  // namespace

void write(const domain::ListPublishedOnCustomerWeb& from,
           schema::ListPublishedOnCustomerWeb::Builder to, Sealing&) {
  put(from.list, to.getList());
  put(from.project, to.getProject());
  put(from.columns, to.initColumns(count(from.columns)));
  if (from.title) to.setTitle(text(*from.title));
  to.setOrder(from.order);
}
void read(schema::ListPublishedOnCustomerWeb::Reader from, domain::ListPublishedOnCustomerWeb& to,
          Sealing&) {
  get(from.getList(), to.list);
  get(from.getProject(), to.project);
  get(from.getColumns(), to.columns);
  if (from.hasTitle()) get(from.getTitle(), to.title.emplace());
  to.order = from.getOrder();
}

void write(const domain::ListWithdrawnFromCustomerWeb& from,
           schema::ListWithdrawnFromCustomerWeb::Builder to, Sealing& sealing) {
  put(from.list, to.getList());
  put(from.project, to.getProject());
  to.setCause(checked(from.cause, sealing.failure));
}
void read(schema::ListWithdrawnFromCustomerWeb::Reader from,
          domain::ListWithdrawnFromCustomerWeb& to, Sealing& sealing) {
  get(from.getList(), to.list);
  get(from.getProject(), to.project);
  get(from.getCause(), to.cause, sealing.failure);
}

void write(const domain::MenuItemAdded& from, schema::MenuItemAdded::Builder to, Sealing& sealing) {
  put_item(from, to);
  put_details(from.details, to.initDetails(), sealing.failure);
}
void read(schema::MenuItemAdded::Reader from, domain::MenuItemAdded& to, Sealing& sealing) {
  get_item(from, to);
  get_details(from.getDetails(), to.details, sealing.failure);
}

void write(const domain::MenuItemEdited& from, schema::MenuItemEdited::Builder to,
           Sealing& sealing) {
  put_item(from, to);
  put_details(from.details, to.initDetails(), sealing.failure);
}
void read(schema::MenuItemEdited::Reader from, domain::MenuItemEdited& to, Sealing& sealing) {
  get_item(from, to);
  get_details(from.getDetails(), to.details, sealing.failure);
}

void write(const domain::MenuItemPublished& from, schema::MenuItemPublished::Builder to, Sealing&) {
  put_item(from, to);
}
void read(schema::MenuItemPublished::Reader from, domain::MenuItemPublished& to, Sealing&) {
  get_item(from, to);
}

void write(const domain::MenuItemWithdrawn& from, schema::MenuItemWithdrawn::Builder to, Sealing&) {
  put_item(from, to);
}
void read(schema::MenuItemWithdrawn::Reader from, domain::MenuItemWithdrawn& to, Sealing&) {
  get_item(from, to);
}

void write(const domain::MenuItemDeleted& from, schema::MenuItemDeleted::Builder to, Sealing&) {
  put_item(from, to);
}
void read(schema::MenuItemDeleted::Reader from, domain::MenuItemDeleted& to, Sealing&) {
  get_item(from, to);
}

void write(const domain::MenuFileUploaded& from, schema::MenuFileUploaded::Builder to,
           Sealing& sealing) {
  put_item(from, to);
  put(from.file.hash, to.getHash());
  to.setSize(from.file.size);
  to.setType(checked(from.file.type, sealing.failure));
  to.setName(text(from.file.name));
}
void read(schema::MenuFileUploaded::Reader from, domain::MenuFileUploaded& to, Sealing& sealing) {
  get_item(from, to);
  get(from.getHash(), to.file.hash);
  to.file.size = from.getSize();
  get(from.getType(), to.file.type, sealing.failure);
  get(from.getName(), to.file.name);
}

}  // namespace rollcall::codec
