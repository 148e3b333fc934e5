-- Note that an upload made a change of the register.
--
-- Grain:      one new row
-- Parameters: $upload_id, $change_id
insert into uploaded_register_change values ($upload_id, $change_id)
