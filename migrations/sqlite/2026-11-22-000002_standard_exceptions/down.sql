DROP TABLE standard_exceptions;
