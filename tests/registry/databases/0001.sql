BEGIN TRANSACTION;
CREATE TABLE commonshelf_schema (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT commonshelf_schema_pkc PRIMARY KEY (version_num)
);
INSERT INTO "commonshelf_schema" VALUES('0001');
CREATE TABLE payloads (
	digest VARCHAR(64) NOT NULL, 
	size INTEGER NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT pk_payloads PRIMARY KEY (digest)
);
INSERT INTO "payloads" VALUES('c03676dc2e1c8a494869fb180fef9e20c9f80467a2bfd327880b1e988565bea2',33,X'28B52FFD20210901003C6C6F6D3E3C7469746C653E41207469746C653C2F7469746C653E3C2F6C6F6D3E');
INSERT INTO "payloads" VALUES('97901b25c6f40c1ed7cd3317df6cb75255bba893d527c51f38be577506d112a1',33,X'28B52FFD20210901003C6C6F6D3E3C7469746C653E416E6F746865723C2F7469746C653E3C2F6C6F6D3E');
CREATE TABLE record_versions (
	record_key INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	digest VARCHAR(64), 
	datestamp TEXT, 
	sets JSON NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	metadata_prefix TEXT, 
	about JSON NOT NULL, 
	origin TEXT NOT NULL, 
	line INTEGER NOT NULL, 
	harvested DATETIME NOT NULL, 
	run_id INTEGER NOT NULL, 
	CONSTRAINT pk_record_versions PRIMARY KEY (record_key, version), 
	CONSTRAINT fk_record_versions_record_key FOREIGN KEY(record_key) REFERENCES records ("key"), 
	CONSTRAINT fk_record_versions_digest FOREIGN KEY(digest) REFERENCES payloads (digest), 
	CONSTRAINT fk_record_versions_run_id FOREIGN KEY(run_id) REFERENCES runs (id)
);
INSERT INTO "record_versions" VALUES(1,1,'c03676dc2e1c8a494869fb180fef9e20c9f80467a2bfd327880b1e988565bea2','2024-05-06','["a"]',0,'oai_lom','[]','https://one.example/oai',1,'2026-11-24 22:14:23.000000',1);
INSERT INTO "record_versions" VALUES(2,1,'c03676dc2e1c8a494869fb180fef9e20c9f80467a2bfd327880b1e988565bea2','2024-05-06','["a"]',0,'oai_lom','[]','https://one.example/oai',1,'2026-11-24 22:14:23.000000',1);
INSERT INTO "record_versions" VALUES(3,1,'c03676dc2e1c8a494869fb180fef9e20c9f80467a2bfd327880b1e988565bea2','2024-05-06','["a"]',0,'oai_lom','[]','https://one.example/oai',1,'2026-11-24 22:14:23.000000',1);
INSERT INTO "record_versions" VALUES(1,2,'97901b25c6f40c1ed7cd3317df6cb75255bba893d527c51f38be577506d112a1','2024-05-06','["a"]',0,'oai_lom','[]','https://one.example/oai',1,'2026-11-24 22:14:23.000000',2);
INSERT INTO "record_versions" VALUES(2,2,NULL,'2024-06-01','[]',1,NULL,'[]','https://one.example/oai',1,'2026-11-24 22:14:23.000000',2);
CREATE TABLE records (
	"key" INTEGER NOT NULL, 
	public_id VARCHAR(20) NOT NULL, 
	source_id VARCHAR(80) NOT NULL, 
	identifier TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	published BOOLEAN NOT NULL, 
	shown BOOLEAN NOT NULL, 
	changed DATETIME NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	format TEXT, 
	conforms VARCHAR(12), 
	judgement VARCHAR(64) NOT NULL, 
	resource JSON, 
	CONSTRAINT pk_records PRIMARY KEY ("key"), 
	CONSTRAINT fk_records_source_id FOREIGN KEY(source_id) REFERENCES sources (id), 
	CONSTRAINT uq_records_public_id UNIQUE (public_id)
);
INSERT INTO "records" VALUES(1,'53f9f86cb55c999698c3','one','a',2,1,1,'2026-11-24 22:14:24.000000',0,'lom','yes','456ce13f2be741ab24ff0a3d91e2bea8508960e40e1bf553dcfb7f000a7618b5','{"name": ["Another"]}');
INSERT INTO "records" VALUES(2,'2ece0d1aa5ce55a8361d','one','b',2,0,1,'2026-11-24 22:14:24.000000',1,NULL,NULL,'95cb9b4f84ceff132cc7a875d8c192bf4997016a939ee64141c1fd628c0e8738',NULL);
INSERT INTO "records" VALUES(3,'5859c500bb37c6011609','one','c',1,0,0,'2026-11-24 22:14:24.000000',0,'lom','no','72aff8860d51f508f4ad04578932ef2adf1f497f4747848f5daf1ebb690d5428','{"name": ["A title"]}');
CREATE TABLE runs (
	id INTEGER NOT NULL, 
	source_id VARCHAR(80) NOT NULL, 
	begun DATETIME NOT NULL, 
	ended DATETIME, 
	outcome VARCHAR(10) NOT NULL, 
	cause TEXT, 
	response_date TEXT, 
	added INTEGER NOT NULL, 
	changed INTEGER NOT NULL, 
	unchanged INTEGER NOT NULL, 
	deleted INTEGER NOT NULL, 
	CONSTRAINT pk_runs PRIMARY KEY (id), 
	CONSTRAINT fk_runs_source_id FOREIGN KEY(source_id) REFERENCES sources (id)
);
INSERT INTO "runs" VALUES(1,'one','2026-11-24 22:14:23.000000','2026-11-24 22:14:23.000000','finished',NULL,NULL,3,0,0,0);
INSERT INTO "runs" VALUES(2,'one','2026-11-24 22:14:23.000000','2026-11-24 22:14:23.000000','finished',NULL,NULL,0,1,0,1);
CREATE TABLE sources (
	id VARCHAR(80) NOT NULL, 
	address TEXT NOT NULL, 
	prefix TEXT, 
	set_spec TEXT, 
	name TEXT, 
	added DATETIME NOT NULL, 
	removed BOOLEAN NOT NULL, 
	CONSTRAINT pk_sources PRIMARY KEY (id)
);
INSERT INTO "sources" VALUES('one','https://one.example/oai','oai_lom','maths','The first','2026-11-24 22:14:23.000000',0);
CREATE TABLE verdicts (
	record_key INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	profile VARCHAR(80) NOT NULL, 
	profile_version VARCHAR(20) NOT NULL, 
	rules_digest VARCHAR(64) NOT NULL, 
	conforms VARCHAR(12) NOT NULL, 
	scores JSON NOT NULL, 
	checked DATETIME NOT NULL, 
	findings JSON NOT NULL, 
	CONSTRAINT pk_verdicts PRIMARY KEY (record_key, version), 
	CONSTRAINT fk_verdicts_record_key_version FOREIGN KEY(record_key, version) REFERENCES record_versions (record_key, version)
);
INSERT INTO "verdicts" VALUES(1,1,'eu-core','1.0','dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd','yes','{"accuracy": {"score": 87.5, "coverage": null}}','2026-11-24 22:14:23.000000','[{"rule": "QUAL-012", "severity": "warning", "message": "short", "value": "x", "line": 7}]');
INSERT INTO "verdicts" VALUES(2,1,'eu-core','1.0','dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd','yes','{"accuracy": {"score": 87.5, "coverage": null}}','2026-11-24 22:14:23.000000','[{"rule": "QUAL-012", "severity": "warning", "message": "short", "value": "x", "line": 7}]');
INSERT INTO "verdicts" VALUES(3,1,'eu-core','1.0','dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd','no','{"accuracy": {"score": 87.5, "coverage": null}}','2026-11-24 22:14:23.000000','[{"rule": "QUAL-012", "severity": "warning", "message": "short", "value": "x", "line": 7}]');
INSERT INTO "verdicts" VALUES(1,2,'eu-core','1.0','dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd','yes','{"accuracy": {"score": 87.5, "coverage": null}}','2026-11-24 22:14:23.000000','[{"rule": "QUAL-012", "severity": "warning", "message": "short", "value": "x", "line": 7}]');
CREATE INDEX ix_runs_source_id ON runs (source_id);
CREATE INDEX ix_records_shown_changed_key ON records (shown, changed, "key");
CREATE INDEX ix_records_source_id_shown_changed_key ON records (source_id, shown, changed, "key");
COMMIT;
