package dev.entente.engine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.entente.embedded.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

class SearchTest {

  private static HikariDataSource pool;
  private static Search search;

  @BeforeAll
  static void fill() {
    pool = TestPostgres.freshDatabase().pool(2);
    Flyway.configure().dataSource(pool).schemas("engine").defaultSchema("engine").locations("classpath:db/engine").load().migrate();
    JdbcClient jdbc = JdbcClient.create(pool);
    search = new Search(jdbc);
    for (int i = 1; i <= 5; i++) {
      jdbc.sql("""
          insert into engine.process_instance (key, root_key, definition_key, process_id, process_name, version, business_id, tags, state, start_date, end_date)
          values (:i, :i, 100, :process, 'Name', 1, :business, array['vip', 'n' || :i], :state, timestamptz '2026-01-01T00:00:00Z' + (:i / 2) * interval '1 hour',
                  case when :i > 3 then timestamptz '2026-02-01T10:00:00.5Z' end)""")
          .param("i", i).param("process", i == 5 ? "off_boarding" : "onboarding").param("business", i == 2 ? null : "partner-" + i)
          .param("state", i > 3 ? "COMPLETED" : "ACTIVE").update();
    }
    jdbc.sql("""
        insert into engine.variable (key, scope_key, name, value, process_instance_key, root_key)
        values (11, 1, 'tier', '"GOLD"', 1, 1), (12, 2, 'tier', '"SILVER"', 2, 2), (13, 3, 'amount', '42', 3, 3)""").update();
    jdbc.sql("""
        insert into engine.user_task (key, state, element_id, element_instance_key, process_instance_key, root_key, definition_key, process_id,
          process_version, scope_path, candidate_groups, candidate_users, priority, custom_headers, tags, creation_date)
        values (21, 'CREATED', 'approve', 31, 1, 1, 100, 'onboarding', 1, array[31, 1], array['legal', 'finance'], array[]::text[], 50, '{"a":"b"}', array[]::text[], now()),
               (22, 'CREATED', 'approve', 32, 2, 2, 100, 'onboarding', 1, array[32, 2], array['sales'], array[]::text[], 70, '{}', array[]::text[], now())""").update();
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  private static Map<String, Object> find(SearchSchema subject, String query) {
    return search.search(subject, (ObjectNode) ApiJson.read(query.replace('\'', '"').getBytes()));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> items(Map<String, Object> answer) {
    return (List<Map<String, Object>>) answer.get("items");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> page(Map<String, Object> answer) {
    return (Map<String, Object>) answer.get("page");
  }

  private static List<Object> keys(String query) {
    return items(find(ProcessInstanceSchema.SUBJECT, query)).stream().map(item -> item.get("processInstanceKey")).toList();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "{'filter':{'processDefinitionId':'off_boarding'}}|5",
      "{'filter':{'processDefinitionId':{'$eq':'off_boarding'}}}|5",
      "{'filter':{'processDefinitionId':{'$neq':'onboarding'}}}|5",
      "{'filter':{'processDefinitionId':{'$like':'off?board*'}}}|5",
      "{'filter':{'processDefinitionId':{'$like':'off\\\\?board*'}}}|",
      "{'filter':{'processDefinitionId':{'$like':'o*d_ng'}}}|",
      "{'filter':{'processInstanceKey':{'$in':['1','3']}}}|1,3",
      "{'filter':{'processInstanceKey':{'$in':[],'$notIn':['1','2','3']}}}|4,5",
      "{'filter':{'processInstanceKey':4}}|4",
      "{'filter':{'businessId':{'$exists':false}}}|2",
      "{'filter':{'businessId':{'$neq':'partner-1'}}}|2,3,4,5",
      "{'filter':{'state':{'$eq':'ACTIVE'},'processDefinitionVersion':{'$gte':1,'$lt':2}}}|1,2,3",
      "{'filter':{'startDate':{'$gt':'2026-01-01T00:00Z','$lte':'2026-01-01T01:00:00Z'}}}|2,3",
      "{'filter':{'tags':['vip','n3'],'variables':[],'$or':[]}}|3",
      "{'filter':{'variables':[{'name':'tier','value':{'$eq':'GOLD'}}]}}|1",
      "{'filter':{'variables':[{'name':'tier','value':{'$eq':'\\'SILVER\\''}}]}}|2",
      "{'filter':{'variables':[{'name':'tier','value':{'$neq':'GOLD'}}]}}|2",
      "{'filter':{'variables':[{'name':'amount','value':'42'}]}}|3",
      "{'filter':{'state':'ACTIVE','$or':[{'businessId':'partner-1'},{'processInstanceKey':'2'},{'processInstanceKey':'5'}]}}|1,2",
      "{'filter':{'hasIncident':true}}|",
      "{'filter':null,'sort':[],'page':null}|1,2,3,4,5",
      "{'sort':[{'field':'startDate','order':'DESC'}]}|4,5,2,3,1",
      "{'sort':[{'field':'endDate'},{'field':'processInstanceKey','order':'DESC'}]}|5,4,3,2,1",
      "{'page':{'from':1,'limit':2}}|2,3"})
  void filtersSortsAndPages(String query, String expected) {
    assertThat(keys(query)).containsExactlyElementsOf(expected == null ? List.of() : List.of(expected.split(",")));
  }

  static Stream<String> sorts() {
    return Stream.of("'sort':[]", "'sort':[{'field':'startDate','order':'DESC'}]", "'sort':[{'field':'startDate'}]",
        "'sort':[{'field':'businessId'}]", "'sort':[{'field':'businessId','order':'DESC'}]", "'sort':[{'field':'endDate','order':'DESC'}]",
        "'sort':[{'field':'hasIncident'},{'field':'processDefinitionVersion','order':'DESC'}]");
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void cursorsWalkForthAndBackOverEveryRowOnce(String sort) {
    List<Object> all = keys("{" + sort + "}");
    List<Object> forth = new ArrayList<>();
    Map<String, Object> answer = find(ProcessInstanceSchema.SUBJECT, "{" + sort + ",'page':{'limit':2}}");
    List<Object> back = new ArrayList<>();
    while (!items(answer).isEmpty()) {
      items(answer).forEach(item -> forth.add(item.get("processInstanceKey")));
      answer = find(ProcessInstanceSchema.SUBJECT, "{" + sort + ",'page':{'limit':2,'after':'" + page(answer).get("endCursor") + "'}}");
    }
    assertThat(forth).isEqualTo(all);

    Map<String, Object> last = find(ProcessInstanceSchema.SUBJECT, "{" + sort + ",'page':{'from':4,'limit':2}}");
    while (!items(last).isEmpty()) {
      List<Object> part = new ArrayList<>();
      items(last).forEach(item -> part.add(item.get("processInstanceKey")));
      back.addAll(0, part);
      last = find(ProcessInstanceSchema.SUBJECT, "{" + sort + ",'page':{'limit':2,'before':'" + page(last).get("startCursor") + "'}}");
    }
    assertThat(back).isEqualTo(all);
  }

  @Test
  void rowsLookAsClientsExpectThem() {
    Map<String, Object> answer = find(ProcessInstanceSchema.SUBJECT, "{'filter':{'processInstanceKey':'4'}}");
    assertThat(items(answer).get(0))
        .containsEntry("processInstanceKey", "4").containsEntry("processDefinitionVersion", 1).containsEntry("hasIncident", false)
        .containsEntry("startDate", "2026-01-01T02:00:00.000Z").containsEntry("endDate", "2026-02-01T10:00:00.500Z")
        .containsEntry("parentProcessInstanceKey", null).containsEntry("tenantId", "<default>").containsEntry("tags", List.of("vip", "n4"));
    assertThat(page(answer)).containsEntry("totalItems", 1L);
    assertThat(page(find(ProcessInstanceSchema.SUBJECT, "{'page':{'limit':1}}"))).containsEntry("totalItems", 5L);
    assertThat(page(find(ProcessInstanceSchema.SUBJECT, "{'filter':{'processInstanceKey':'9'}}"))).containsEntry("startCursor", null);
  }

  @Test
  void tasksAreFoundByGroupAndVariable() {
    assertThat(items(find(SearchSchemas.USER_TASK, "{'filter':{'candidateGroup':{'$in':['finance','x']}}}"))).extracting("userTaskKey").containsExactly("21");
    assertThat(items(find(SearchSchemas.USER_TASK, "{'filter':{'candidateGroup':'sales','priority':{'$gt':50}}}"))).extracting("userTaskKey").containsExactly("22");
    assertThat(items(find(SearchSchemas.USER_TASK, "{'filter':{'processInstanceVariables':[{'name':'tier','value':{'$like':'GO*'}}]}}")))
        .extracting("userTaskKey").containsExactly("21");
    assertThat(items(find(SearchSchemas.USER_TASK, "{}")).get(0)).doesNotContainKeys("candidateGroup", "candidateUser").containsEntry("dueDate", null);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{'filter':{'nonsense':1}}", "{'filter':{'state':'DANCING'}}", "{'filter':{'state':{'$regex':'x'}}}", "{'filter':{'processInstanceKey':'x; drop'}}",
      "{'sort':[{'field':'nonsense'}]}", "{'sort':[{'field':'startDate','order':'UP'}]}", "{'page':{'limit':0}}", "{'page':{'limit':10001}}",
      "{'page':{'from':1,'after':'x'}}", "{'page':{'after':'x'}}", "{'page':{'after':'WzFd','limit':1},'sort':[{'field':'startDate'}]}",
      "{'filter':{'startDate':'yesterday'}}", "{'filter':{'processDefinitionVersion':{'$like':'1'}}}", "{'filter':[]}", "{'nonsense':{}}",
      "{'filter':{'processDefinitionId':{'$in':'x'}}}", "{'filter':{'processDefinitionId':7}}"})
  void refusesWhatItDoesNotUnderstand(String query) {
    assertThatThrownBy(() -> find(ProcessInstanceSchema.SUBJECT, query)).isInstanceOf(BadRequest.class);
  }

  @Test
  void everySubjectCanBeSearchedSortedAndFilteredByEveryField() {
    List<SearchSchema> subjects = List.of(SearchSchemas.PROCESS_DEFINITION, SearchSchemas.ELEMENT_INSTANCE, SearchSchemas.VARIABLE, SearchSchemas.USER_TASK, SearchSchemas.INCIDENT,
        SearchSchemas.JOB, SearchSchemas.MESSAGE_SUBSCRIPTION, SearchSchemas.CORRELATED_MESSAGE_SUBSCRIPTION, SearchSchemas.DECISION_DEFINITION, SearchSchemas.DECISION_REQUIREMENTS,
        SearchSchemas.DECISION_INSTANCE, SearchSchemas.DECISION_INSTANCE_IN_FULL, SearchSchemas.RESOURCE, SearchSchemas.FORM, SearchSchemas.SEQUENCE_FLOW, ProcessInstanceSchema.SUBJECT);
    for (SearchSchema subject : subjects) {
      for (SearchSchema.Field field : subject.fields().values()) {
        if (field.kind() != Fields.FieldType.JSON && subject.specials().stream().noneMatch(special -> special.names().contains(field.name()))) {
          find(subject, "{'filter':{'%s':{'$exists':true}}}".formatted(field.name()));
        }
        if (field.kind() != Fields.FieldType.JSON && field.kind() != Fields.FieldType.TEXTS) {
          find(subject, "{'sort':[{'field':'%s','order':'DESC'}]}".formatted(field.name()));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "{'$neq':'legal'}|22", "{'$notIn':['sales','x']}|21", "{'$exists':true}|21,22", "{'$exists':false}|", "{'$like':'f*'}|21",
      "{'$neq':'x','$eq':'sales'}|22"})
  void aDenialIsOfAllCandidateGroups(String operators, @Nullable String expected) {
    List<String> keys = items(find(SearchSchemas.USER_TASK, "{'filter':{'candidateGroup':" + operators + "}}")).stream()
        .map(item -> String.valueOf(item.get("userTaskKey"))).toList();
    assertThat(String.join(",", keys)).isEqualTo(expected == null ? "" : expected);
  }
}
