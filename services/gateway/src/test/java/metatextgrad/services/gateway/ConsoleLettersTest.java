package metatextgrad.services.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static metatextgrad.services.gateway.GatewayUnderTest.KEY;
import static metatextgrad.services.gateway.GatewayUnderTest.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import metatextgrad.model.KeptHeaders;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.DeadLetter.DeadLetterSent;
import metatextgrad.model.event.Event;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConsoleLettersTest extends ConsoleTest {
    private static final String LETTERS = "/dead-letters";
    private static final String BROKEN = LETTERS + "/mtg.tasks-0-7";
    private static final String VALUE =
            "{\"project\":\"dyck\",\"input\":7,\"mail\":\"ada@example.org\"}";
    private static final String FIXED = "{\"project\":\"dyck\",\"input\":\"( [\"}";

    @BeforeEach
    void state() {
        fill("");
    }

    private static DeadLetter letter(String topic, long offset, String value) {
        return letter(topic, offset, value, KeptHeaders.NONE);
    }

    private static DeadLetter letter(String topic, long offset, String value, KeptHeaders headers) {
        return new DeadLetter(
                topic,
                0,
                offset,
                "intake",
                "malformed",
                "input must be a text",
                ByteBuffer.wrap("user-7".getBytes(UTF_8)),
                ByteBuffer.wrap(value.getBytes(UTF_8)),
                headers);
    }

    private String sent() {
        assertThat(kafka.again()).hasSize(1);
        return UTF_8.decode(kafka.again().getFirst().value().duplicate()).toString();
    }

    @Test
    void shouldListTheDeadLettersOfTheProjectsOfAKey() throws Exception {
        records.add(
                letter("mtg.tasks", 8, "{\"project\":\"other\",\"input\":7}"), SampleState.NOON);
        records.add(letter("mtg.tasks", 9, "{no json"), SampleState.NOON);

        String page = person(OPERATOR).get(LETTERS).body();

        assertThat(page)
                .contains("mtg.tasks-0-7", "input must be a text", "malformed")
                .doesNotContain("mtg.tasks-0-8", "mtg.tasks-0-9");
        assertThat(person(OPERATOR).get(LETTERS + "/mtg.tasks-0-8").statusCode()).isEqualTo(404);
        assertThat(person(OPERATOR).get(LETTERS + "/mtg.tasks-0-9").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldShowDeadLettersWithoutAProjectToAKeyOfAll() throws Exception {
        keys("\"*\"", "shop", "ada");
        records.add(letter("mtg.tasks", 9, "{no json"), SampleState.NOON);

        await().until(() -> person(OPERATOR).get(LETTERS).body().contains("mtg.tasks-0-9"));
    }

    @Test
    void shouldRefuseReaders() throws Exception {
        Person reader = person(KEY);

        assertThat(reader.get("/").body()).doesNotContain("href=\"/dead-letters\"");
        assertThat(reader.get(LETTERS).statusCode()).isEqualTo(403);
        assertThat(reader.get(BROKEN).statusCode()).isEqualTo(403);
        assertThat(reader.post(BROKEN, Map.of("seen", "0", "reason", "fixed")).statusCode())
                .isEqualTo(403);
        assertThat(kafka.again()).isEmpty();
    }

    @Test
    void shouldMaskTheRecordUntilSomebodyEditsIt() throws Exception {
        Person ada = person(OPERATOR);

        assertThat(ada.get(BROKEN).body())
                .contains("[e-mail]", "mtg.tasks, partition 0, offset 7")
                .doesNotContain("ada@example.org", "<textarea");
        assertThat(ada.get(BROKEN + "?edit=1").body()).contains("<textarea", "ada@example.org");
    }

    @Test
    void shouldSendARecordAgainAsItWas() throws Exception {
        Person ada = person(OPERATOR);
        ada.get(BROKEN);

        HttpResponse<String> answer =
                ada.post(BROKEN, Map.of("seen", "0", "reason", "intake was fixed"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(sent()).isEqualTo(VALUE);
        assertThat(kafka.again().getFirst().topic()).isEqualTo("mtg.tasks");
        assertThat(UTF_8.decode(kafka.again().getFirst().key().duplicate()).toString())
                .isEqualTo("user-7");
        assertThat(kafka.commands())
                .singleElement()
                .isInstanceOfSatisfying(
                        DeadLetterSent.class,
                        one -> {
                            assertThat(one.letter()).isEqualTo("mtg.tasks-0-7");
                            assertThat(one.edited()).isFalse();
                            assertThat(one.reason()).isEqualTo("intake was fixed");
                            assertThat(one.by()).isEqualTo("ada");
                        });
        assertThat(ada.get(BROKEN).body()).contains("Sent again: mtg.tasks-0-7.");
    }

    @Test
    void shouldSendAnEditedRecordAndShowWhoDidIt() throws Exception {
        Person ada = person(OPERATOR);
        ada.get(BROKEN + "?edit=1");

        ada.post(BROKEN, Map.of("seen", "0", "value", FIXED, "reason", "a text now"));

        assertThat(sent()).isEqualTo(FIXED);
        Event audit = kafka.commands().getFirst();
        records.add(audit, SampleState.NOON.plusSeconds(9000));
        assertThat(audit)
                .isInstanceOfSatisfying(
                        DeadLetterSent.class, one -> assertThat(one.edited()).isTrue());
        assertThat(ada.get(BROKEN).body()).contains("a text now", "edited", "by ada");
        assertThat(ada.get(LETTERS).body()).contains("resend requested");
    }

    @Test
    void shouldTellTheSecondOfTwoPeopleWhoWasFirst() throws Exception {
        Person ada = person(OPERATOR);
        ada.get(BROKEN);
        records.add(
                new DeadLetterSent("mtg.tasks-0-7", false, SampleState.NOON, "was first", "bob"),
                SampleState.NOON.plusSeconds(9000));

        HttpResponse<String> late = ada.post(BROKEN, Map.of("seen", "0", "reason", "mine"));

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("bob has sent this record again already", "was first");
        assertThat(kafka.again()).isEmpty();
    }

    @Test
    void shouldRefuseARecordThatFailsAgainOrIsOfAnotherProject() throws Exception {
        Person ada = person(OPERATOR);
        ada.get(BROKEN);

        for (Map.Entry<String, Integer> one :
                Map.of(
                                "{\"project\":\"dyck\"}", 400,
                                "", 400)
                        .entrySet())
            assertThat(
                            ada.post(
                                            BROKEN,
                                            Map.of(
                                                    "seen", "0",
                                                    "value", one.getKey(),
                                                    "reason", "try"))
                                    .statusCode())
                    .as(one.getKey())
                    .isEqualTo(one.getValue());
        assertThat(ada.post(BROKEN, Map.of("seen", "0", "reason", " ")).statusCode())
                .isEqualTo(400);
        assertThat(ada.postAs("", BROKEN, Map.of("seen", "0", "reason", "r")).statusCode())
                .isEqualTo(403);
        assertThat(kafka.again()).isEmpty();
        assertThat(kafka.commands()).isEmpty();
    }

    @Test
    void shouldNotSendARecordToAProjectOfOthers() throws Exception {
        records.add(letter("mtg.feedback", 5, "{\"project\":\"dyck\"}"), SampleState.NOON);
        records.add(
                letter("mtg.feedback", 6, "{\"project\":\"other\"}", header()), SampleState.NOON);
        Person ada = person(OPERATOR);
        ada.get(LETTERS + "/mtg.feedback-0-5");

        HttpResponse<String> edited =
                ada.post(
                        LETTERS + "/mtg.feedback-0-5",
                        Map.of(
                                "seen", "0",
                                "value", "{\"project\":\"other\",\"task\":\"t\",\"score\":1}",
                                "reason", "try"));

        assertThat(edited.statusCode()).isEqualTo(403);
        assertThat(ada.get(LETTERS + "/mtg.feedback-0-6").statusCode()).isEqualTo(404);
        assertThat(kafka.again()).isEmpty();
    }

    private static KeptHeaders header() {
        return new KeptHeaders(
                List.of(
                        new KeptHeaders.Header(
                                "mtg-project", ByteBuffer.wrap("dyck".getBytes(UTF_8)))),
                0);
    }

    @Test
    void shouldNotSendRecordsOfOtherTopics() throws Exception {
        records.add(letter("mtg.gradients", 3, "x", header()), SampleState.NOON);
        Person ada = person(OPERATOR);

        assertThat(ada.get(LETTERS + "/mtg.gradients-0-3").body())
                .contains("mtg dlq replay mtg.gradients-0-3")
                .doesNotContain("<button class=\"main\">Send again");
        assertThat(
                        ada.post(LETTERS + "/mtg.gradients-0-3", Map.of("seen", "0", "reason", "r"))
                                .statusCode())
                .isEqualTo(409);
    }
}
