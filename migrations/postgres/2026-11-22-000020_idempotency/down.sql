DROP TABLE repeatable_requests;
