package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.GatewayUnderTest.KEY;
import static metatextgrad.services.gateway.GatewayUnderTest.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConsolePagesTest extends ConsoleTest {
    private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");

    private List<String> pages(ConsoleState state) {
        String best = state.id(ConsoleState.DYCK, state.best()).value();
        return List.of(
                "/",
                "/projects/dyck",
                "/projects/ticket-triage",
                "/projects/dyck/versions/" + best,
                "/projects/dyck/contests/2",
                "/projects/ticket-triage/contests/1",
                run(state, "adapt-dyck-000002"),
                run(state, "adapt-dyck-000003"),
                run(state, "adapt-dyck-000001"),
                run(state, "adapt-dyck-000002") + "/steps",
                run(state, "adapt-dyck-000002") + "/steps/trial-7/1",
                run(state, "adapt-dyck-000002") + "/steps/trial-7/3",
                "/projects/dyck/tasks/task-1-1",
                "/projects/dyck/optimizers",
                "/dead-letters",
                "/dead-letters/mtg.tasks-0-7",
                "/dead-letters/mtg.tasks-0-7?edit=1");
    }

    private static String run(ConsoleState state, String name) {
        return "/runs/" + encode(state.run(name).value()).replace("+", "%20");
    }

    @Test
    void shouldForbidEverythingThatIsNotItsOwn() throws Exception {
        ConsoleState state = fill("");
        Person person = person(OPERATOR);

        for (String path : pages(state)) {
            HttpResponse<String> page = person.get(path);

            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.headers().firstValue("content-security-policy"))
                    .contains(
                            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
            assertThat(page.headers().firstValue("cache-control")).contains("no-store");
            assertThat(page.body())
                    .as(path)
                    .doesNotContainPattern("(?i)<script(?![^>]* src=\"/assets/)[^>]*>")
                    .doesNotContainPattern("(?i)<style|\\sstyle=|\\son[a-z]+=\"")
                    .doesNotContainPattern("(?i)(src|href)=\"(https?:)?//");
        }
    }

    @Test
    void shouldLetBrowsersKeepAssetsWithoutEnd() throws Exception {
        Person stranger = new Person();
        Matcher assets = ASSET.matcher(stranger.get("/sign-in").body());
        int found = 0;
        while (assets.find()) {
            HttpResponse<String> asset = stranger.get(assets.group(1));
            assertThat(asset.statusCode()).isEqualTo(200);
            assertThat(asset.headers().firstValue("cache-control"))
                    .contains("public, max-age=31536000, immutable");
            found++;
        }
        assertThat(found).isEqualTo(4);
        assertThat(stranger.get("/assets/0000000000000000/console.css").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onfocus='alert(1)' x='",
                "</title><svg onload=alert(1)>",
                "</textarea></p><iframe srcdoc='<script>alert(1)</script>'>",
                "javascript:alert(1)",
                "${7*7}{{7*7}}<%=7*7%>@template.layout()",
                "\u202e<b>&lt;script&gt;"
            })
    void shouldEscapeEachTextThatPeopleOrModelsWrite(String mark) throws Exception {
        ConsoleState state = fill(mark);
        Person person = person(OPERATOR);
        String escaped = mark.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");

        for (String path : pages(state)) {
            String body = person.get(path).body();

            assertThat(body).as(path).contains(escaped);
            assertThat(body)
                    .as(path)
                    .doesNotContain(
                            "<script>alert", "<img src=x", "<svg onload", "<iframe", "<b>&lt;")
                    .doesNotContainPattern("(?i)=\"[^\"<>]*\"\\s*on[a-z]+=")
                    .doesNotContainPattern("(?i)href=\"javascript:")
                    .doesNotContain("49{{");
        }
    }

    @Test
    void shouldShowOnlyTheProjectsOfAKey() throws Exception {
        keys("dyck", "shop", "ada");
        fill("");
        Person person = person(KEY);
        await().until(() -> !person.get("/").body().contains("ticket-triage"));

        assertThat(person.get("/projects/ticket-triage").statusCode()).isEqualTo(403);
        assertThat(person.get("/projects/ticket-triage/contests/1").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/projects/dyck/versions/none",
                "/projects/dyck/contests/99",
                "/projects/dyck/contests/x",
                "/runs/none",
                "/runs/none/steps",
                "/runs/adapt-dyck-000002/steps/trial-7/9",
                "/runs/adapt-dyck-000002/steps/trial-8/1",
                "/projects/dyck/tasks/none",
                "/nothing",
            })
    void shouldStateThatThereIsNoSuchThing(String path) throws Exception {
        fill("");
        HttpResponse<String> answer = person(KEY).get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("This did not work", " no").doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource({
        "/projects/dyck/contests/x, /projects/dyck, Project dyck",
        "/projects/no%20such/contests/1, /, All projects",
        "/projects/none, /, All projects",
        "/runs/none, /, All projects",
    })
    void shouldLeadFromAProblemToTheProjectOfThePage(String path, String href, String link)
            throws Exception {
        fill("");

        assertThat(person(KEY).get(path).body())
                .contains("<p><a href=\"%s\">%s</a></p>".formatted(href, link));
    }

    @Test
    void shouldNotLeadToAProjectThatThePersonMayNotRead() throws Exception {
        keys("dyck", "shop", "ada");
        fill("");
        Person person = person(KEY);
        await().until(() -> !person.get("/").body().contains("ticket-triage"));

        assertThat(person.get("/projects/ticket-triage/contests/1").body())
                .contains("<p><a href=\"/\">All projects</a></p>");
    }

    @Test
    void shouldStateThatItHasNotReadTheStateYet() throws Exception {
        HttpResponse<String> answer = person(KEY).get("/");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("has not read the state from Kafka yet");
    }

    @Test
    void shouldMarkTheWordsThatChanged() throws Exception {
        ConsoleState state = fill("");
        String first = state.id(ConsoleState.DYCK, state.first()).value();

        assertThat(person(KEY).get("/projects/dyck/versions/" + first).body())
                .contains("<ins>Keep a stack while you read. </ins>", "0.740", "0.620");
    }

    @Test
    void shouldSendTheCurveOfARun() throws Exception {
        ConsoleState state = fill("");

        assertThat(person(KEY).get(run(state, "adapt-dyck-000002") + "/curve.json").body())
                .startsWith(
                        "{\"names\":[\"seed program\",\"plan-then-edit\",\"plan-then-edit, round 1\"],\"validation\":[0.62,0.74,0.83],\"low\":[0.52")
                .endsWith("\"test\":[0.6,0.71,0.8]}");
    }

    @Test
    void shouldAddUpWhatAProjectHasSpent() throws Exception {
        fill("");

        assertThat(person(KEY).get("/").body())
                .contains(
                        "8\u202f085 calls, 3\u202f725\u202f300 tokens, $11.78",
                        "of $25.00",
                        "value=\"0.471\"");
    }
}
