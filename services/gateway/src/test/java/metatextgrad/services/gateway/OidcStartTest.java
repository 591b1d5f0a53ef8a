package metatextgrad.services.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** A gateway with a sign-in provider and without its secret, and the other way round. */
final class OidcStartTest extends GatewayTest {
    @Test
    void shouldNotStartWithoutTheSecretOfItsClient() throws Exception {
        Files.writeString(
                gateway.file(),
                "oidc: {issuer: https://login.example, client: c, console: https://prompts.example}");

        assertThatThrownBy(gateway::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(
                        "oidc needs the client's secret in MTG_CONSOLE_CLIENT_SECRET");

        gateway.clientSecret("s3cret").start();
        assertThat(gateway.send(gateway.request("/sign-in").GET()).body())
                .contains("href=\"/sign-in/oidc\"");
    }

    @Test
    void shouldHaveNoSuchSignInWithoutAProvider() throws Exception {
        gateway.clientSecret("s3cret").start();

        assertThat(gateway.send(gateway.request("/sign-in").GET()).body())
                .doesNotContain("/sign-in/oidc");
        for (String path : new String[] {"/sign-in/oidc", "/sign-in/oidc/return?code=c&state=s"})
            assertThat(gateway.send(gateway.request(path).GET()).statusCode()).isEqualTo(404);
    }
}
