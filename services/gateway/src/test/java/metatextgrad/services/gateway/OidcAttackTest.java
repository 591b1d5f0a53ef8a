package metatextgrad.services.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Sign-ins that must fail, each with its line. */
final class OidcAttackTest extends OidcTest {
    private static final String BEGIN = "/sign-in/oidc";

    @ParameterizedTest
    @CsvSource({
        "unsigned, 403, has no valid signature",
        "secret, 403, has no valid signature",
        "key, 403, has no valid signature",
        "nonce, 403, is for another sign-in",
        "audience, 403, is for another application",
        "party, 403, is for another application",
        "shared, 403, is for another application",
        "issuer, 403, comes from another provider",
        "expired, 403, has expired",
        "subject, 403, does not name a person",
    })
    void shouldRefuseAForgedToken(String forged, int status, String line) throws Exception {
        OidcVisitor ada = visitor();
        provider.forge(forged);

        assertRefused(ada.signIn("ada"), status, line);
        assertThat(ada.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void shouldFinishASignInOnce() throws Exception {
        OidcVisitor ada = visitor();
        URI back = ada.atProvider(BEGIN, "ada");

        assertThat(ada.get(back).statusCode()).isEqualTo(200);
        assertRefused(ada.get(back), 403, "did not begin in this browser, or was used before");
    }

    @Test
    void shouldFinishASignInOnlyInItsBrowser() throws Exception {
        URI back = visitor().atProvider(BEGIN, "eve");

        assertRefused(visitor().get(back), 403, "did not begin in this browser");
    }

    @Test
    void shouldRefuseACodeWithTheStateOfAnotherSignIn() throws Exception {
        OidcVisitor ada = visitor();
        URI stolen = visitor().atProvider(BEGIN, "bob");
        URI own = ada.atProvider(BEGIN, "ada");
        String mixed =
                own.toString().replaceFirst("code=[^&]+", "code=" + parameter(stolen, "code"));

        // The provider knows that the code is of another sign-in: its proof is another.
        assertRefused(ada.get(URI.create(mixed)), 403, "refused this sign-in");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 403, did not begin in this browser",
        "state=unknown&code=c, 403, did not begin in this browser",
        "code=c, 403, did not begin in this browser",
        "state=a&state=b&code=c, 403, did not begin in this browser"
    })
    void shouldRefuseAnswersThatNothingAwaits(String query, int status, String line)
            throws Exception {
        assertRefused(visitor().get(BEGIN + "/return?" + query), status, line);
    }

    @Test
    void shouldRefuseTheAnswerOfAnotherProvider() throws Exception {
        OidcVisitor ada = visitor();
        String mixed =
                ada.atProvider(BEGIN, "ada")
                        .toString()
                        .replaceFirst("iss=[^&]+", "iss=https%3A%2F%2Fanother.example");

        assertRefused(ada.get(URI.create(mixed)), 403, "comes from another provider");
    }

    @Test
    void shouldRefuseAnAnswerThatHidesItsProvider() throws Exception {
        OidcVisitor ada = visitor();
        String bare = ada.atProvider(BEGIN, "ada").toString().replaceFirst("&iss=[^&]+", "");

        assertRefused(ada.get(URI.create(bare)), 403, "comes from another provider");
    }

    @Test
    void shouldReportThatTheProviderRefuses() throws Exception {
        assertRefused(visitor().signIn("unknown"), 403, "refused this sign-in");
    }

    @Test
    void shouldRefuseMetadataOfAnotherIssuer() throws Exception {
        provider.forge("discovery");

        assertRefused(visitor().get(BEGIN), 503, "gives no valid answer");
    }

    @Test
    void shouldFollowNewKeysOfTheProvider() throws Exception {
        assertThat(visitor().signIn("ada").statusCode()).isEqualTo(200);

        provider.forge("rotated");

        assertThat(visitor().signIn("ada").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldKeepTheKeyWhenTheProviderIsAway() throws Exception {
        rules("http://127.0.0.1:1");

        await().untilAsserted(() -> assertRefused(visitor().get(BEGIN), 503, "sign in by key"));
        assertThat(visitor().get("/sign-in").body()).contains("Gateway key");
    }

    @Test
    void shouldHaveNoTokenCodeOrSecretInItsLog() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        List<Logger> ours = List.of(logger("console"), logger("oidc"));
        for (Logger one : ours) {
            one.setLevel(Level.TRACE);
            one.addAppender(log);
        }
        try {
            OidcVisitor ada = visitor();
            URI back = ada.atProvider(BEGIN, "ada");
            ada.get(back);
            ada.get(back);
            for (String forged : List.of("unsigned", "audience", "subject")) {
                provider.forge(forged);
                visitor().signIn("ada");
            }
            provider.forge("nothing");
            visitor().signIn("unknown");
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .contains("ada@example.com (oidc:ada) signs in at " + provider.issuer())
                    .anyMatch(line -> line.contains("OTHER_CLIENT"))
                    .anyMatch(line -> line.contains("NO_SUBJECT"))
                    .anyMatch(line -> line.endsWith("refuses a sign-in: access_denied"))
                    .noneMatch(line -> line.contains("eyJ") || line.contains(SECRET))
                    .noneMatch(line -> line.contains(parameter(back, "code")))
                    .noneMatch(line -> line.contains(parameter(back, "state")));
            assertThat(log.list).allMatch(one -> one.getThrowableProxy() == null);
        } finally {
            for (Logger one : ours) {
                one.detachAppender(log);
                one.setLevel(null);
            }
        }
    }

    private static Logger logger(String part) {
        return (Logger) LoggerFactory.getLogger("metatextgrad.services.gateway." + part);
    }

    private static String parameter(URI address, String name) {
        return address.getRawQuery().replaceFirst("(?:^|.*&)%s=([^&]+).*".formatted(name), "$1");
    }
}
