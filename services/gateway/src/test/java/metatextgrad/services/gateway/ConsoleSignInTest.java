package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.GatewayUnderTest.KEY;
import static metatextgrad.services.gateway.GatewayUnderTest.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Map;
import metatextgrad.services.gateway.settings.GatewayRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConsoleSignInTest extends ConsoleTest {
    @Test
    void shouldShowPagesOnlyToPeopleWhoSignedIn() throws Exception {
        fill("");
        Person stranger = new Person();
        for (String path : new String[] {"/", "/projects/dyck", "/runs/x", "/runs/x/curve.json"}) {
            HttpResponse<String> answer = stranger.get(path);
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("location").orElseThrow())
                    .matches("/sign-in(\\?to=%2F(projects|runs)%2F.+)?");
        }

        HttpResponse<String> signedIn = stranger.signIn(KEY);

        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(stranger.get("/").body()).contains("shop", "dyck", "ticket-triage");
    }

    @Test
    void shouldSetACookieThatScriptsAndOtherSitesCannotUse() throws Exception {
        HttpResponse<String> plain = new Person().signIn(KEY);
        Person behindTls = new Person();
        behindTls.get("/sign-in");

        String cookie = plain.headers().allValues("set-cookie").getLast();
        String encrypted =
                gateway.send(
                                behindTls
                                        .request("/sign-in")
                                        .header("X-Forwarded-Proto", "https")
                                        .GET())
                        .headers()
                        .firstValue("set-cookie")
                        .orElseThrow();

        assertThat(cookie)
                .matches(
                        "mtg-session=[A-Za-z0-9_-]{43}; Path=/; Max-Age=28800; HttpOnly; SameSite=Strict");
        assertThat(encrypted).endsWith("; HttpOnly; SameSite=Strict; Secure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mtg-unknown", "", "sk-own"})
    void shouldRefuseAnUnknownKey(String key) throws Exception {
        HttpResponse<String> answer = new Person().signIn(key);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("This key is unknown or was revoked.");
    }

    @Test
    void shouldRefuseAKeyWithoutTheScopeToRead() throws Exception {
        Files.writeString(
                gateway.file(),
                "keys:\n  - {name: feeder, sha256: %s, projects: ['*'], scopes: [feed]}"
                        .formatted(GatewayRules.hash(KEY)));
        Person feeder = new Person();

        await().untilAsserted(
                        () -> {
                            HttpResponse<String> answer = feeder.signIn(KEY);
                            assertThat(answer.statusCode()).isEqualTo(403);
                            assertThat(answer.body()).contains("feeder", "has no scope “read”");
                        });
    }

    @Test
    void shouldRefuseASignInThatAnotherSiteSends() throws Exception {
        Person person = new Person();
        person.get("/sign-in");

        HttpResponse<String> answer = person.postAs("forged", "/sign-in", Map.of("key", KEY));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().allValues("set-cookie"))
                .noneMatch(one -> one.contains("session="));
    }

    @Test
    void shouldEndASession() throws Exception {
        fill("");
        Person person = person(KEY);
        String cookie = person.cookie();

        HttpResponse<String> out = person.post("/sign-out", Map.of());
        person.cookie(cookie);

        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(out.headers().firstValue("set-cookie"))
                .hasValueSatisfying(one -> assertThat(one).contains("Max-Age=0"));
        assertThat(person.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void shouldEndTheSessionsOfARevokedKey() throws Exception {
        fill("");
        Person reader = person(KEY);
        Person operator = person(OPERATOR);

        Files.writeString(
                gateway.file(),
                "keys:\n  - {name: shop, sha256: %s, projects: ['*'], scopes: [read]}"
                        .formatted(GatewayRules.hash(KEY)));

        await().until(() -> operator.get("/").statusCode() == 303);
        assertThat(reader.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldSendAScriptToTheSignInOnceTheSessionHasEnded() throws Exception {
        HttpResponse<String> answer =
                gateway.send(new Person().request("/").header("HX-Request", "true").GET());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("hx-redirect")).contains("/sign-in");
    }
}
