\set position :position + 1
insert into plain (stream, position, type, data)
  values ('share-' || :client_id, :position, 'ShareValidityChanged', :data);
