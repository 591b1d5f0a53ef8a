package metatextgrad.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metatextgrad.config.Settings;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/**
 * The name by which brokers know the client of these settings, as far as the settings have it. A
 * broker may map names, and no client sees the result.
 */
final class ClientPrincipal {
    private static final String UNKNOWN = "the user of these settings";
    private static final Pattern USER =
            Pattern.compile("\\busername\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s;]+))");

    private ClientPrincipal() {}

    static String of(Settings settings) {
        Map<String, String> kafka = settings.kafka();
        String protocol =
                kafka.getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT");
        return switch (protocol) {
            case "PLAINTEXT" -> "User:ANONYMOUS";
            case "SSL" -> certified(kafka);
            default -> login(kafka.getOrDefault(SaslConfigs.SASL_JAAS_CONFIG, ""));
        };
    }

    private static String login(String jaas) {
        Matcher user = USER.matcher(jaas);
        if (!user.find()) return UNKNOWN;
        String quoted = user.group(1) == null ? user.group(2) : user.group(1);
        return "User:" + (quoted == null ? user.group(3) : quoted);
    }

    /** Returns the subject of the certificate that the client sends. */
    private static String certified(Map<String, String> kafka) {
        String file = kafka.get(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);
        if (file == null) return "User:ANONYMOUS";
        if (!Files.isRegularFile(Path.of(file))) return UNKNOWN;
        String password = kafka.getOrDefault(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG, "");
        try {
            KeyStore store = KeyStore.getInstance(Path.of(file).toFile(), password.toCharArray());
            for (String alias : Collections.list(store.aliases()))
                if (store.isKeyEntry(alias)
                        && store.getCertificate(alias) instanceof X509Certificate own)
                    return "User:" + own.getSubjectX500Principal().getName();
        } catch (IOException | GeneralSecurityException e) {
            return UNKNOWN;
        }
        return UNKNOWN;
    }
}
