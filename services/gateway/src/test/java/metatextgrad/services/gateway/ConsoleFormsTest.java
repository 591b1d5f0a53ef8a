package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.ConsoleState.DYCK;
import static metatextgrad.services.gateway.GatewayUnderTest.KEY;
import static metatextgrad.services.gateway.GatewayUnderTest.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metatextgrad.model.Serial;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.RolloutCommand.ChallengerRejected;
import metatextgrad.model.event.RunCommand.RunPaused;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConsoleFormsTest extends ConsoleTest {
    private static final String CONTEST = "/projects/dyck/contests/2";
    private static final String DECISIONS = "/projects/dyck/decisions";
    private static final Pattern FIELD =
            Pattern.compile("name=\"(seen|version|share)\"[^>]* value=\"([^\"]+)\"");

    private ConsoleState state;

    @BeforeEach
    void state() {
        state = fill("");
    }

    /** Returns the fields that a page fills in, with a decision and a reason. */
    private static Map<String, String> form(String page, String decision, String reason) {
        Map<String, String> fields = new HashMap<>();
        Matcher found = FIELD.matcher(page);
        while (found.find()) fields.put(found.group(1), found.group(2));
        fields.put("decision", decision);
        fields.put("reason", reason);
        return fields;
    }

    @Test
    void shouldApproveAndNameWhoDidIt() throws Exception {
        Person ada = person(OPERATOR);
        String page = ada.get(CONTEST).body();

        HttpResponse<String> sent = ada.post(DECISIONS, form(page, "approve", "reads well"));
        String after = ada.get("/projects/dyck").body();

        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(sent.headers().firstValue("location")).contains("/projects/dyck");
        assertThat(after).contains("Done: ", "reads well", "by ada", "10 %");
        assertThat(kafka.commands())
                .singleElement()
                .isInstanceOfSatisfying(
                        ChallengerApproved.class,
                        one -> {
                            assertThat(one.version()).isEqualTo(state.id(DYCK, state.best()));
                            assertThat(one.share()).isEqualTo(.1);
                            assertThat(one.reason()).isEqualTo("reads well");
                            assertThat(one.by()).isEqualTo("ada");
                        });
        assertThat(ada.get("/projects/dyck").body()).doesNotContain("Done: ");
    }

    @Test
    void shouldPromoteThenRollBack() throws Exception {
        Person ada = person(OPERATOR);
        String page = ada.get("/projects/ticket-triage/contests/1").body();
        ada.post("/projects/ticket-triage/decisions", form(page, "promote", "better for a week"));
        String champion = state.id(ConsoleState.TRIAGE, state.first()).value();
        String former = ada.get("/projects/ticket-triage/versions/" + champion).body();

        HttpResponse<String> back =
                ada.post(
                        "/projects/ticket-triage/decisions",
                        form(former, "rollback", "complaints"));

        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(kafka.commands()).hasSize(2);
        assertThat(ada.get("/projects/ticket-triage").body())
                .contains("better for a week", "complaints");
    }

    @Test
    void shouldRejectAChallenger() throws Exception {
        Person ada = person(OPERATOR);
        String page = ada.get("/projects/ticket-triage/contests/1").body();

        ada.post("/projects/ticket-triage/decisions", form(page, "reject", "too long"));

        assertThat(ada.get("/projects/ticket-triage").body())
                .contains("too long")
                .doesNotContain(">challenger<");
    }

    @Test
    void shouldRejectAVersionThatWaits() throws Exception {
        Person ada = person(OPERATOR);
        String page = ada.get(CONTEST).body();

        HttpResponse<String> sent = ada.post(DECISIONS, form(page, "reject", "reads badly"));

        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(kafka.commands())
                .containsExactly(
                        new ChallengerRejected(
                                DYCK,
                                state.id(DYCK, state.best()),
                                new Serial(2),
                                "reads badly",
                                "ada"));
        assertThat(ada.get("/projects/dyck").body())
                .contains("reads badly", "by ada", "was rejected, serves no traffic");
        assertThat(ada.get("/").body()).doesNotContain("passed the gate: give it a share");
    }

    @Test
    void shouldNotApproveWhatAnotherPersonHasRejected() throws Exception {
        Person first = person(OPERATOR);
        Person second = person(OPERATOR);
        String page = first.get(CONTEST).body();
        second.get(CONTEST);

        first.post(DECISIONS, form(page, "reject", "quick one"));
        HttpResponse<String> late = second.post(DECISIONS, form(page, "approve", "slow one"));

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("Another decision came first", "quick one", "ada");
        assertThat(kafka.commands()).hasSize(1);
    }

    @Test
    void shouldTellTheSecondOfTwoPeopleWhatTheFirstDecided() throws Exception {
        Person first = person(OPERATOR);
        Person second = person(OPERATOR);
        String page = first.get(CONTEST).body();
        second.get(CONTEST);

        first.post(DECISIONS, form(page, "approve", "quick one"));
        HttpResponse<String> late = second.post(DECISIONS, form(page, "approve", "slow one"));

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body())
                .contains("Another decision came first", "quick one", "ada")
                .doesNotContain("slow one");
        assertThat(kafka.commands()).hasSize(1);
    }

    @Test
    void shouldRefuseAFormOfAnotherSite() throws Exception {
        Person ada = person(OPERATOR);
        Map<String, String> form = form(ada.get(CONTEST).body(), "approve", "because");

        assertThat(ada.postAs("", DECISIONS, form).statusCode()).isEqualTo(403);
        assertThat(ada.postAs("x".repeat(43), DECISIONS, form).statusCode()).isEqualTo(403);
        assertThat(ada.postAs("", "/sign-out", Map.of()).statusCode()).isEqualTo(403);
        assertThat(ada.get("/").statusCode()).isEqualTo(200);
        assertThat(kafka.commands()).isEmpty();
    }

    @Test
    void shouldNeedAReason() throws Exception {
        Person ada = person(OPERATOR);
        Map<String, String> form = form(ada.get(CONTEST).body(), "approve", " ");

        HttpResponse<String> answer = ada.post(DECISIONS, form);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("`reason` must be a line");
        assertThat(kafka.commands()).isEmpty();
    }

    @Test
    void shouldLetReadersDecideNothing() throws Exception {
        Person reader = person(KEY);
        String page = reader.get(CONTEST).body();

        HttpResponse<String> answer = reader.post(DECISIONS, form(page, "approve", "because"));

        assertThat(page)
                .contains("Decisions need the scope")
                .doesNotContain("<button class=\"main\"");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("has no scope `operate`");
        assertThat(kafka.commands()).isEmpty();
    }

    @Test
    void shouldPauseARunAndRefuseOneThatHasEnded() throws Exception {
        Person ada = person(OPERATOR);
        Map<String, String> pause = Map.of("command", "pause", "reason", "too dear");
        ada.get("/runs/adapt-dyck-000003");

        HttpResponse<String> sent = ada.post("/runs/adapt-dyck-000003/commands", pause);
        HttpResponse<String> ended = ada.post("/runs/adapt-dyck-000002/commands", pause);

        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(kafka.commands())
                .containsExactly(new RunPaused(state.run("adapt-dyck-000003"), "too dear", "ada"));
        assertThat(ended.statusCode()).isEqualTo(409);
        assertThat(ended.body()).contains("nothing to pause");
    }

    @ParameterizedTest
    @CsvSource({
        "token=%zz, 400",
        "seen=x&decision=approve, 400",
        "seen=99999999999999999999&decision=approve, 400",
        "seen=2&decision=approve&share=NaN, 400",
        "seen=2&decision=approve&share=&reason=r&version=x, 400",
        "seen=2&decision=approve&share=1e-2147483647&reason=r&version=x, 400",
        "seen=2&decision=drop, 400",
        "seen=2&decision=approve&share=60&reason=r&version=x, 400",
        "seen=2&decision=promote&reason=r, 409",
        "seen=2&decision=approve&share=10&reason=r&version=x, 404",
    })
    void shouldStateWhatIsWrongWithAForm(String body, int status) throws Exception {
        Person ada = person(OPERATOR);

        HttpResponse<String> answer = ada.postRaw(DECISIONS, body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body())
                .contains("This did not work")
                .doesNotContain("Exception", "at metatextgrad");
        assertThat(kafka.commands()).isEmpty();
    }

    @Test
    void shouldRefuseAFormOf20Megabytes() throws Exception {
        HttpResponse<String> answer =
                person(OPERATOR).postRaw(DECISIONS, "reason=" + "x".repeat(20 << 20));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(kafka.commands()).isEmpty();
    }
}
