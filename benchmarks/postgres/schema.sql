-- The yardstick's two stores of events, with no more indexes than each needs to be one.

create table plain (
  global_position bigint generated always as identity primary key,
  stream text not null,
  position bigint not null,
  type text not null,
  data text not null,
  unique (stream, position)
);

create table messages (like plain including all);

-- Like Message DB's write_message: one writer a category at a time, so that global positions become
-- visible in order; the writer says which version of the stream it knows.
create function write_message(of_stream text, expected bigint, of_type text, of_data text)
returns bigint language plpgsql as $$
declare
  current bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended(split_part(of_stream, '-', 1), 0));
  select coalesce(max(position), 0) into current from messages where stream = of_stream;
  if current <> expected then
    raise exception 'Wrong expected version: % (stream: %, current: %)', expected, of_stream, current;
  end if;
  insert into messages (stream, position, type, data)
    values (of_stream, current + 1, of_type, of_data);
  return current + 1;
end
$$;
