/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generated-desk.h"

/* A desk of any size, the same one each time: services that several agreements list, offerings of
 * which most have a service and some an agreement, rules of which a third look at every request and
 * the others at those of one offering, people in departments and towns, groups with shifts. */

static const char *const departments[] = {
  "board",     "sales",         "finance",  "legal",    "marketing", "warehouse",
  "research",  "field service", "design",   "training", "it",        "security",
  "logistics", "quality",       "purchase", "press",
};
static const char *const towns[]
    = { "Prague", "Lisbon", "Halifax", "Auckland", "Kolkata", "Sydney" };
static const char *const zones[] = { "Europe/Prague",    "Europe/Lisbon", "America/Halifax",
                                     "Pacific/Auckland", "Asia/Kolkata",  "Australia/Sydney" };
static const char *const priorities[] = { "critical", "high", "medium", "low" };
static const char *const words[]
    = { "mail",    "printer", "login",  "invoice", "screen", "phone",   "VPN",    "badge",
        "archive", "report",  "router", "backup",  "queue",  "licence", "folder", "meeting" };

typedef struct
{
  GString *json;
  int      offerings;
  int      agreements;
  int      rules;
  int      services;
  int      people;
  int      agents; /* the first of the people */
  int      groups;
} Desk;

/* A number below @count that seems random and is always the same one for a @member of record @i. */
static int
draw (const char *member, int i, int count)
{
  guint32 mixed = g_str_hash (member) + (guint32) i * 0x9e3779b1u;

  mixed = (mixed ^ (mixed >> 16)) * 0x85ebca6bu;
  mixed = (mixed ^ (mixed >> 13)) * 0xc2b2ae35u;
  mixed ^= mixed >> 16;

  return (int) (mixed % (guint32) count);
}

#define PICK(member, i, list) (list)[draw (member, i, G_N_ELEMENTS (list))]

static gboolean
chance (const char *member, int i, int percent)
{
  return draw (member, i, 100) < percent;
}

static void G_GNUC_PRINTF (2, 3) put (Desk *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (self->json, format, arguments);
  va_end (arguments);
}

/* Puts a member that refers to one of @count records, or to none. */
static void
put_ref (Desk *self, int i, const char *member, const char *what, int count, int percent)
{
  if (chance (what, i, percent))
    put (self, ",\"%s\":\"%s-%05d\"", member, what, draw (member, i, count));
}

static void
put_refs (Desk *self, int i, const char *member, const char *what, int count, int length)
{
  int first = draw (member, i, count);

  put (self, ",\"%s\":[", member);
  for (int j = 0; j < length; j++)
    put (self, "%s\"%s-%05d\"", j > 0 ? "," : "", what, (first + j * 7) % count);
  put (self, "]");
}

static void
put_people (Desk *self)
{
  put (self, "\"people\":[");
  for (int i = 0; i < self->people; i++)
    {
      put (self,
           "%s{\"id\":\"person-%05d\",\"name\":\"Person %d\",\"email\":\"person%d@example.org\","
           "\"roles\":[\"%s\"],\"department\":\"%s\",\"location\":\"%s\",\"active\":%s,"
           "\"vacations\":[",
           i > 0 ? "," : "", i, i, i, i < self->agents ? "agent" : "user",
           PICK ("department", i, departments), PICK ("town", i, towns),
           chance ("active", i, 97) ? "true" : "false");
      if (chance ("away", i, 20))
        put (self, "{\"from\":\"2026-06-08\",\"until\":\"2026-06-%02d\"}",
             9 + draw ("vacation", i, 20));
      put (self, "]}");
    }
  put (self, "],");
}

static void
put_groups (Desk *self)
{
  put (self, "\"groups\":[");
  for (int i = 0; i < self->groups; i++)
    {
      put (self, "%s{\"id\":\"group-%05d\",\"name\":\"Group %d\"", i > 0 ? "," : "", i, i);
      put_ref (self, i, "owner", "person", self->agents, 100);
      put_ref (self, i, "dispatcher", "person", self->agents, 80);
      put_refs (self, i, "members", "person", self->agents, 5);
      put (self, ",\"timezone\":\"%s\"}", PICK ("zone", i, zones));
    }
  put (self, "],\"shifts\":[");
  for (int i = 0; i < self->groups * 3; i++)
    {
      static const char *const hours[][2]
          = { { "06:00", "14:00" }, { "14:00", "22:00" }, { "22:00", "06:00" } };

      put (self,
           "%s{\"id\":\"shift-%05d\",\"group\":\"group-%05d\",\"starts_on\":\"2026-03-02\","
           "\"rotate_every\":\"P7D\",\"weekdays\":[\"mon\",\"tue\",\"wed\",\"thu\",\"fri\"],"
           "\"from\":\"%s\",\"until\":\"%s\"",
           i > 0 ? "," : "", i, i / 3, hours[i % 3][0], hours[i % 3][1]);
      put_refs (self, i, "rotation", "person", self->agents, 4);
      put (self, "}");
    }
  put (self, "],");
}

static void
put_services (Desk *self)
{
  put (self, "\"services\":[");
  for (int i = 0; i < self->services; i++)
    put (self, "%s{\"id\":\"service-%05d\",\"name\":\"Service %d\",\"active\":%s}",
         i > 0 ? "," : "", i, i, chance ("in use", i, 95) ? "true" : "false");
  put (self, "],\"calendars\":[");
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    put (self,
         "%s{\"id\":\"calendar-%05u\",\"name\":\"%s\",\"timezone\":\"%s\",\"hours\":{"
         "\"mon\":[[\"08:00\",\"18:00\"]],\"tue\":[[\"08:00\",\"12:00\"],[\"13:00\",\"18:00\"]],"
         "\"wed\":[[\"08:00\",\"18:00\"]],\"thu\":[[\"08:00\",\"18:00\"]]},\"holidays\":["
         "{\"name\":\"New Year\",\"date\":\"2026-01-01\",\"yearly\":true},"
         "{\"name\":\"May Day\",\"date\":\"2026-05-01\",\"yearly\":true},"
         "{\"name\":\"Christmas\",\"date\":\"2026-12-25\",\"yearly\":true}]}",
         i > 0 ? "," : "", i, towns[i], zones[i]);
  put (self, "],");
}

static void
put_agreements (Desk *self)
{
  put (self, "\"agreements\":[");
  for (int i = 0; i < self->agreements; i++)
    {
      put (self,
           "%s{\"id\":\"agreement-%05d\",\"title\":\"Agreement %d\",\"kind\":\"%s\",\"chat\":%s,"
           "\"status\":\"%s\",\"only_in_hours\":%s",
           i > 0 ? "," : "", i, i, chance ("kind", i, 75) ? "support" : "service",
           chance ("chat", i, 70) ? "true" : "false",
           chance ("status", i, 85)  ? "active"
           : chance ("draft", i, 50) ? "draft"
                                     : "retired",
           chance ("hours", i, 50) ? "true" : "false");
      if (chance ("valid from", i, 70))
        put (self, ",\"valid_from\":\"2026-%02d-01\"", 1 + draw ("from", i, 4));
      if (chance ("valid until", i, 50))
        put (self, ",\"valid_until\":\"2026-%02d-28\"", 5 + draw ("until", i, 8));
      put_refs (self, i, "services", "service", self->services, 1 + draw ("listed", i, 6));
      put (self, ",\"calendar\":\"calendar-%05d\"}", draw ("calendar", i, G_N_ELEMENTS (zones)));
    }
  put (self, "],");
}

static void
put_offerings (Desk *self)
{
  put (self, "\"offerings\":[");
  for (int i = 0; i < self->offerings; i++)
    {
      put (self,
           "%s{\"id\":\"offering-%05d\",\"name\":\"Offering %d\",\"kind\":\"%s\","
           "\"status\":\"active\",\"default_service\":\"service-%05d\"",
           i > 0 ? "," : "", i, i, i % 4 != 0 ? "support" : "service", i % self->services);
      put_ref (self, i, "agreement", "agreement", self->agreements, 40);
      put_ref (self, i, "owner", "person", self->agents, 100);
      put_ref (self, i, "assigned_group", "group", self->groups, 90);
      put (self, "}");
    }
  put (self, "],");
}

static void
put_condition (Desk *self, int i)
{
  switch (draw ("when", i, 5))
    {
    case 0:
      put (self,
           "{\"all\":[{\"field\":\"requested_by.department\",\"is\":\"%s\"},"
           "{\"field\":\"requested_by.location\",\"is\":\"%s\"},"
           "{\"field\":\"priority\",\"in\":[\"critical\",\"high\"]}]}",
           PICK ("department", i, departments), PICK ("town", i, towns));
      break;
    case 1:
      put (self,
           "{\"all\":[{\"field\":\"offering.kind\",\"is\":\"support\"},{\"not\":"
           "{\"field\":\"requested_by.location\",\"is\":\"%s\"}},"
           "{\"field\":\"priority\",\"is\":\"%s\"}]}",
           PICK ("town", i, towns), PICK ("priority", i, priorities));
      break;
    case 2:
      put (self,
           "{\"all\":[{\"field\":\"title\",\"contains\":\"%s\"},"
           "{\"field\":\"requested_by.department\",\"is\":\"%s\"}]}",
           PICK ("word", i, words), PICK ("department", i, departments));
      break;
    case 3:
      put (self,
           "{\"any\":[{\"field\":\"requested_by\",\"is\":\"person-%05d\"},"
           "{\"field\":\"owner\",\"is\":\"person-%05d\"}]}",
           draw ("who", i, self->people), draw ("owner", i, self->agents));
      break;
    default:
      put (self, "{\"field\":\"actual_service\",\"in\":[\"service-%05d\",\"service-%05d\"]}",
           draw ("one", i, self->services), draw ("other", i, self->services));
    }
}

static void
put_rules (Desk *self)
{
  static const char *const scopes[] = { "record", "before", "after" };

  put (self, "\"rules\":[");
  for (int i = 0; i < self->rules; i++)
    {
      put (self, "%s{\"id\":\"rule-%05d\",\"scope\":\"%s\",\"order\":%d,\"active\":%s",
           i > 0 ? "," : "", i, scopes[i % 3], draw ("order", i, 50),
           chance ("in use", i, 92) ? "true" : "false");
      if (i % 3 != 0)
        put_ref (self, i, "offering", "offering", self->offerings, 100);
      put_ref (self, i, "relate_agreement", "agreement", self->agreements, 100);
      put (self, ",\"when\":");
      put_condition (self, i);
      put (self, "}");
    }
  put (self, "],");
}

static void
put_requests (Desk *self)
{
  put (self, "\"requests\":[");
  for (int i = 0; i < self->offerings; i++)
    {
      put (self,
           "%s{\"id\":\"request-%05d\",\"title\":\"The %s and the %s of %s do not work\","
           "\"kind\":\"%s\",\"offering\":\"offering-%05d\",\"requested_by\":\"person-%05d\","
           "\"priority\":\"%s\",\"phase\":\"%s\"",
           i > 0 ? "," : "", i, PICK ("thing", i, words), PICK ("and", i, words),
           PICK ("town", i, towns), i % 4 != 0 ? "support" : "service", i,
           draw ("requested_by", i, self->people), PICK ("priority", i, priorities),
           chance ("phase", i, 90) ? "open" : "closed");
      if (chance ("service", i, 75))
        put (self, ",\"actual_service\":\"service-%05d\"", i % self->services);
      put_ref (self, i, "owner", "person", self->agents, 90);
      put_ref (self, i, "expert_assignee", "person", self->agents, 60);
      put_ref (self, i, "assigned_group", "group", self->groups, 90);
      put (self, "}");
    }
  put (self, "]}");
}

/* Makes the desk document. */
char *
generated_desk_new (const GeneratedSize *size)
{
  Desk self = { .json = g_string_new ("{\"format\":\"deskbell/1\","
                                      "\"settings\":{\"timezone\":\"Europe/Prague\"},"),
                .offerings = size->offerings,
                .agreements = size->agreements,
                .rules = size->rules,
                .services = MAX (10, size->offerings / 10),
                .people = MAX (40, size->offerings / 2),
                .agents = MAX (10, size->offerings / 10),
                .groups = MAX (3, size->offerings / 40) };

  put_people (&self);
  put_groups (&self);
  put_services (&self);
  put_agreements (&self);
  put_offerings (&self);
  put_rules (&self);
  put_requests (&self);

  return g_string_free (self.json, FALSE);
}

/* When a request of the desk is decided: at any hour of a week. */
BellInstant
generated_desk_now (guint request)
{
  const gint64 monday = G_GINT64_CONSTANT (1780876800); /* 2026-06-08T00:00:00Z */

  return (monday + (gint64) (request * 37 % (7 * 24)) * 3600) * G_USEC_PER_SEC;
}
