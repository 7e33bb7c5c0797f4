-- Money is in the currency of its row; NUMERIC keeps whole kronor as exact integers.
-- start and end are offsets into document.text: substr(text, start + 1, "end" - start).

create table document (
    id integer primary key,
    path text,
    duplicate_of text,
    sha256 text,
    media_type text,
    reader text,
    pages integer,
    unread_pages text,
    kind text,
    title text,
    issuer text,
    department text,
    date text,
    verdict text,
    numbers integer,
    unexplained integer,
    error_kind text,
    error text,
    text text
);

create table case_number (
    id integer primary key,
    document integer not null references document (id),
    value text not null,
    plan_code text,
    label text,
    role text not null,
    page integer, start integer, "end" integer
);

create table contact (
    id integer primary key,
    document integer not null references document (id),
    name text,
    title text,
    kind text not null,
    organisation text,
    department text,
    phones text,
    emails text,
    page integer, start integer, "end" integer
);

create table amount (
    id integer primary key,
    document integer not null references document (id),
    number integer not null,
    value numeric not null,
    currency text not null,
    as_written text not null,
    unit text,
    unit_source text not null,
    low numeric not null,
    high numeric not null,
    hedge text,
    per text,
    years text,
    vat text,
    price_level text,
    status text not null,
    page integer, start integer, "end" integer
);

create table split (
    id integer primary key,
    document integer not null references document (id),
    number integer not null,
    kind text not null,
    label text,
    source text not null,
    total numeric,
    total_amount integer references amount (id),
    sum numeric,
    difference numeric,
    tolerance numeric not null,
    exhaustive integer not null,
    consistent integer,
    reason text,
    arithmetic text
);

create table part (
    id integer primary key,
    split integer not null references split (id),
    key text not null,
    value numeric,
    amount integer references amount (id),
    derived text
);

create table finding (
    id integer primary key,
    document integer not null references document (id),
    split integer references split (id),
    code text not null,
    severity text not null,
    message text not null,
    message_en text not null,
    stated numeric,
    computed numeric,
    difference numeric,
    page integer, start integer, "end" integer
);

create index case_number_document on case_number (document);
create index case_number_value on case_number (value);
create index contact_document on contact (document);
create index amount_document on amount (document);
create index split_document on split (document);
create index part_split on part (split);
create index finding_document on finding (document);
create index finding_code on finding (code);

-- å, ä and ö are letters of their own: "får" is not "far"
create virtual table document_search using fts5 (
    title, text, content = 'document', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0'
);

create view overview as
select d.id, d.path, d.date, d.kind, d.title, d.issuer, d.verdict,
    (select group_concat(value, ' | ') from case_number c where c.document = d.id and c.role = 'own') as case_numbers,
    (select name from contact c where c.document = d.id and c.kind = 'case_officer' limit 1) as case_officer,
    (select count(*) from amount a where a.document = d.id) as amounts,
    (select count(*) from finding f where f.document = d.id and f.severity = 'error') as errors
from document d where d.error is null;

create view does_not_add_up as
select d.id, d.path, f.page, d.title, f.code, f.message, f.stated, f.computed, f.difference, s.arithmetic
from finding f join document d on d.id = f.document left join split s on s.id = f.split
where f.severity = 'error';

create view amount_by_year as
select d.id, d.path, d.title, p.key as year, p.value, s.label, s.total, s.consistent
from part p join split s on s.id = p.split join document d on d.id = s.document where s.kind = 'year';

create view unreadable as
select id, path, error_kind, error from document where error is not null;
