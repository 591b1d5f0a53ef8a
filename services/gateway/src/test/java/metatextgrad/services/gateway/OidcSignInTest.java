package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.OidcVisitor.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import metatextgrad.model.event.RunCommand.RunPaused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People of a provider in the console. */
final class OidcSignInTest extends OidcTest {
    @Test
    void shouldSignInByTheCodeFlowWithProofs() throws Exception {
        OidcVisitor ada = visitor();
        HttpResponse<String> begun = ada.get("/sign-in/oidc");
        var request =
                URLUtils.parseParameters(
                        URI.create(begun.headers().firstValue("location").orElseThrow())
                                .getRawQuery());

        assertThat(request)
                .containsEntry("response_type", List.of("code"))
                .containsEntry("code_challenge_method", List.of("S256"))
                .containsEntry("scope", List.of("openid email"))
                .containsEntry("redirect_uri", List.of(console() + "/sign-in/oidc/return"))
                .containsKeys("code_challenge", "state", "nonce")
                .hasSize(8);
        assertThat(begun.headers().firstValue("set-cookie").orElseThrow())
                .matches(
                        "mtg-oidc=[A-Za-z0-9_-]{43}; Path=/sign-in; Max-Age=600; HttpOnly; SameSite=Lax");
    }

    @Test
    void shouldShowThePersonAPageThatLeadsOn() throws Exception {
        HttpResponse<String> answer = visitor().signIn("ada");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("You are signed in as ada@example.com (oidc:ada).")
                .contains("<meta http-equiv=\"refresh\" content=\"0; url=/\">");
        assertThat(answer.headers().allValues("set-cookie").getLast())
                .matches(
                        "mtg-session=[A-Za-z0-9_-]{43}; Path=/; Max-Age=3[56]\\d\\d; HttpOnly; SameSite=Strict");
    }

    @Test
    void shouldOfferTheProviderBesideTheKey() throws Exception {
        OidcVisitor shop = visitor();
        HttpResponse<String> form = shop.get("/sign-in?to=/projects/dyck");

        assertThat(form.body())
                .contains("href=\"/sign-in/oidc?to=%2Fprojects%2Fdyck\"")
                .contains("Gateway key");
        HttpResponse<String> byKey =
                shop.post(
                        "/sign-in",
                        Map.of(
                                "token",
                                token(form),
                                "key",
                                GatewayUnderTest.KEY,
                                "to",
                                "/projects/dyck"));
        assertThat(byKey.headers().firstValue("location")).contains("/projects/dyck");
        assertThat(shop.get("/").body()).contains("shop", "dyck");
    }

    @Test
    void shouldKeepWhoDecided() throws Exception {
        String run = "/runs/" + new ConsoleState("").run("adapt-dyck-000003");
        OidcVisitor ada = visitor();
        ada.signIn("ada");

        HttpResponse<String> sent =
                ada.post(
                        run + "/commands",
                        Map.of(
                                "token",
                                token(ada.get(run)),
                                "command",
                                "pause",
                                "reason",
                                "too dear"));

        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(kafka.commands())
                .singleElement()
                .isInstanceOfSatisfying(
                        RunPaused.class,
                        one -> assertThat(one.by()).isEqualTo("ada@example.com (oidc:ada)"));
    }

    @Test
    void shouldNameAPersonBySubjectIfTheAddressIsNotVerified() throws Exception {
        assertThat(visitor().signIn("bob").body())
                .contains("You are signed in as oidc:bob.")
                .doesNotContain("ada@example.com");
    }

    @Test
    void shouldLetEachGroupCountByItself() throws Exception {
        OidcVisitor ada = visitor();
        OidcVisitor bob = visitor();
        ada.signIn("ada");
        bob.signIn("bob");

        // Operators of one project, and readers of all, are no operators of all.
        assertThat(ada.get("/projects/dyck/contests/2").body()).contains("value=\"approve\"");
        assertThat(ada.get("/projects/ticket-triage/contests/1").body())
                .contains("Decisions need the scope")
                .doesNotContain("value=\"promote\"");
        assertThat(bob.get("/projects/dyck/contests/2").body())
                .contains("Decisions need the scope");
    }

    @Test
    void shouldGiveNoAccessWithoutAGroupOfTheFile() throws Exception {
        OidcVisitor eve = visitor();

        assertRefused(eve.signIn("eve"), 403, "this account has no access");
        assertThat(eve.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void shouldEndTheSessionsOfAGroupThatTheFileDoesNotHaveAnyMore() throws Exception {
        OidcVisitor ada = visitor();
        ada.signIn("ada");
        assertThat(ada.get("/").statusCode()).isEqualTo(200);

        Files.writeString(
                gateway.file(),
                Files.readString(gateway.file())
                        .replace("name: operators", "name: former")
                        .replace("name: readers", "name: visitors"));

        await().until(() -> ada.get("/").statusCode() == 303);
    }

    @Test
    void shouldSignOutAtTheProviderToo() throws Exception {
        OidcVisitor ada = visitor();
        ada.signIn("ada");

        HttpResponse<String> out = ada.post("/sign-out", Map.of("token", token(ada.get("/"))));

        assertThat(out.body())
                .contains("You are signed out of the console.")
                .contains(
                        "href=\"%s/session/end?client_id=console&amp;post_logout_redirect_uri=http%%3A%%2F%%2Flocalhost"
                                .formatted(provider.issuer()))
                .doesNotContain("id_token");
        assertThat(ada.get("/").statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({
        "/projects/dyck, /projects/dyck",
        "/runs/adapt-dyck-000003, /runs/adapt-dyck-000003",
        "/dead-letters, /dead-letters",
        "/dead-letters/mtg.tasks-0-7, /dead-letters/mtg.tasks-0-7",
        "https://evil.example, /",
        "//evil.example, /",
        "/%5Cevil.example, /",
        "'/projects/\t/evil', /",
        "/sign-out, /",
        "javascript:alert(1), /"
    })
    void shouldLeadToAPageOfTheConsoleAlone(String wanted, String found) throws Exception {
        String to = ConsoleTest.encode(wanted);
        OidcVisitor ada = visitor();

        String body = ada.get(ada.atProvider("/sign-in/oidc?to=" + to, "ada")).body();

        assertThat(body).contains("content=\"0; url=%s\"".formatted(found));
    }
}
