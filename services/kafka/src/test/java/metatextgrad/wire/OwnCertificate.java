package metatextgrad.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A new key and its certificate for 127.0.0.1, which only its own files trust. The JDK has no
 * public class that creates certificates, so its tool does.
 *
 * @param folder of the files
 */
public record OwnCertificate(Path folder) {
    /** Of each file that has one. */
    public static final String PASSWORD = "changeit";

    public static OwnCertificate create(Path folder) throws IOException, InterruptedException {
        OwnCertificate own = new OwnCertificate(folder);
        keytool(
                "-genkeypair",
                own.keys(),
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + folder.getFileName(),
                "-ext",
                "san=ip:127.0.0.1");
        keytool("-exportcert", own.keys(), "-rfc", "-file", own.pem().toString());
        return own;
    }

    /** The key with its certificate, in PKCS12. */
    public Path keys() {
        return folder.resolve("keys.p12");
    }

    /** The certificate alone. */
    public Path pem() {
        return folder.resolve("ca.pem");
    }

    /**
     * Writes the certificate alone into a store.
     *
     * @param type of the store, such as PKCS12
     */
    public void writeTo(Path store, String type) throws IOException, InterruptedException {
        keytool("-importcert", store, "-storetype", type, "-noprompt", "-file", pem().toString());
    }

    /** Returns what a server with this certificate needs. */
    public SSLContext server() throws IOException, GeneralSecurityException {
        char[] password = PASSWORD.toCharArray();
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(KeyStore.getInstance(keys().toFile(), password), password);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return tls;
    }

    private static void keytool(String command, Path store, String... more)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        line.addAll(List.of(command, "-alias", "own", "-keystore", store.toString()));
        line.addAll(List.of("-storepass", PASSWORD));
        line.addAll(List.of(more));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
    }
}
