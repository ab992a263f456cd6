select write_message('share-' || :client_id, :position, 'ShareValidityChanged', :data);
\set position :position + 1
