package metatextgrad.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import metatextgrad.process.Ports;

/** The command line of the registry's JVM. */
final class RegistryCommand {
    /** Other variables are not passed on: QUARKUS_ or APICURIO_ settings, and the model's key. */
    private static final Set<String> PASSED_ON =
            Set.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TZ");

    private RegistryCommand() {}

    static ProcessBuilder of(Path home, Path folder, Path log, int port) {
        List<String> command = ChildCommand.of("registry", "192m");
        // No write delay: records in the log rely on acknowledged schema ids.
        String database = "jdbc:h2:file:" + folder.resolve("registry") + ";WRITE_DELAY=0";
        command.addAll(
                List.of(
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                        "-Dquarkus.http.host=" + Ports.HOST,
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.management.host=" + Ports.HOST,
                        "-Dquarkus.management.port=0",
                        "-Dapicurio.datasource.url=" + database,
                        "-cp",
                        RegistryHome.classPath(home),
                        RegistryChild.class.getName()));
        // The server reads .env and config/ of its working folder, so that is a folder of ours.
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().retainAll(PASSED_ON);
        return builder.redirectErrorStream(true).redirectOutput(log.toFile());
    }
}
