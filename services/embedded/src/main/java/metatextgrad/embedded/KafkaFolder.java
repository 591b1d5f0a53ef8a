package metatextgrad.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import metatextgrad.process.FolderLock;
import metatextgrad.process.PrivateFolder;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/** The broker's folder, which has to be formatted once before the first start. */
public final class KafkaFolder {
    private KafkaFolder() {}

    public static Path formatted(Path folder) {
        Path absolute = folder.toAbsolutePath();
        try {
            PrivateFolder.create(absolute);
            // The formatter writes this file last, so an interrupted format is repeated.
            if (!Files.exists(absolute.resolve("meta.properties"))) format(absolute.toString());
            return absolute;
        } catch (IOException e) {
            throw FolderLock.notWritable(absolute, e);
        }
    }

    private static void format(String folder) throws IOException {
        try {
            new Formatter()
                    .setPrintStream(
                            new PrintStream(
                                    OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerSettings.NODE)
                    .setDirectories(List.of(folder))
                    .setMetadataLogDirectory(folder)
                    .setControllerListenerName(BrokerSettings.CONTROLLER)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Formatting " + folder + " failed", e);
        }
    }
}
