package metatextgrad.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import metatextgrad.config.SettingsReader;
import metatextgrad.wire.OwnCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClientPrincipalTest {
    private static final String UNKNOWN = "the user of these settings";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "a.B required username=\"mtg-loss\" password=\"p\"; | User:mtg-loss",
                "a.B required password='p' username='with a blank'; | User:with a blank",
                "a.B required username=bare password=p; | User:bare",
                "a.B required clientId=\"c\" clientSecret=\"s\"; | " + UNKNOWN
            })
    void shouldReadTheUserOfALogin(String jaas, String principal) {
        assertThat(
                        principal(
                                Map.of(
                                        "KAFKA_SECURITY_PROTOCOL",
                                        "SASL_SSL",
                                        "KAFKA_SASL_JAAS_CONFIG",
                                        jaas)))
                .isEqualTo(principal);
    }

    @Test
    void shouldReadTheNameOfACertificate(@TempDir Path folder) throws Exception {
        String keys = OwnCertificate.create(folder).keys().toString();
        assertThat(certified(keys, OwnCertificate.PASSWORD))
                .isEqualTo("User:CN=" + folder.getFileName());
        assertThat(certified(keys, "other-password")).isEqualTo(UNKNOWN);
        assertThat(certified(folder.resolve("none.p12").toString(), "other-password"))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void shouldBeAnonymousWithoutCredentials() {
        assertThat(principal(Map.of())).isEqualTo("User:ANONYMOUS");
        assertThat(principal(Map.of("KAFKA_SECURITY_PROTOCOL", "SSL"))).isEqualTo("User:ANONYMOUS");
    }

    private static String certified(String keys, String password) {
        return principal(
                Map.of(
                        "KAFKA_SECURITY_PROTOCOL", "SSL",
                        "KAFKA_SSL_KEYSTORE_LOCATION", keys,
                        "KAFKA_SSL_KEYSTORE_PASSWORD", password));
    }

    private static String principal(Map<String, String> environment) {
        return ClientPrincipal.of(SettingsReader.read(Map.of(), environment, null).settings());
    }
}
