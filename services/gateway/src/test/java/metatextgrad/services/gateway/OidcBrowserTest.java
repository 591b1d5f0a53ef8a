package metatextgrad.services.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A sign-in over two sites in a real Chromium, which decides when it sends which cookie. */
@Tag("long")
final class OidcBrowserTest extends OidcTest {
    @Test
    void shouldSignInAndOutOverAnotherSite() throws Exception {
        String output =
                new SuiteProcess(ConsoleBrowserTest.SCRIPTS)
                        .with(
                                "MTG_PACKAGES",
                                PackageCache.node(ConsoleBrowserTest.SCRIPTS).toString())
                        .requireSuccess(
                                "node", "oidc.mjs", console(), ConsoleBrowserTest.browser(), "ada");

        JsonNode found = new JsonMapper().readTree(output.lines().toList().getLast());
        assertThat(found.path("problems")).isEmpty();
        assertThat(found.path("findings")).isEmpty();
        assertThat(found.path("who").asText()).isEqualTo("ada@example.com (oidc:ada)");
        assertThat(found.path("cookies"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("mtg-sign-in Strict", "mtg-session Strict");
        assertThat(found.path("provider").asText()).isEqualTo("127.0.0.1");
        assertThat(found.path("end").asText()).isEqualTo("/sign-in");
    }
}
