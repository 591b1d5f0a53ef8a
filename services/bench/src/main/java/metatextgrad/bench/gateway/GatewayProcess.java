package metatextgrad.bench.gateway;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import metatextgrad.bench.process.ChildProcess;
import metatextgrad.bench.process.JavaCommand;
import metatextgrad.bench.process.ServiceEnvironment;
import metatextgrad.config.Settings;
import metatextgrad.model.ProjectId;
import metatextgrad.model.VersionId;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.process.OpenParts;
import metatextgrad.process.StablePort;
import metatextgrad.services.gateway.Gateway;

/** A gateway in its own JVM, as {@code mtg service gateway} in a pod of the chart. */
final class GatewayProcess {
    static final ProjectId PROJECT = new ProjectId("gateway");

    /** The collector is the one that the JVM chooses in a pod of the chart. */
    private static final List<String> POD = List.of("-Xmx256m", "-XX:+UseSerialGC");

    private GatewayProcess() {}

    /**
     * Starts a gateway that samples a tenth of the requests; blocks until it serves this version of
     * the project.
     *
     * @param parts that close it
     * @throws EnvironmentProblem if it does not
     */
    static MeasuredRoute start(OpenParts parts, Settings settings, VersionId served, URI models) {
        Path folder = settings.dataFolder().resolve("child-gateway");
        Path rules = folder.resolve("gateway.yaml");
        try {
            Files.createDirectories(folder);
            Files.writeString(rules, "projects: {%s: {sample: 0.1}}%n".formatted(PROJECT));
        } catch (IOException e) {
            throw Exit.FAILURE.problem(e, "cannot write %s: %s", rules, e.getMessage());
        }
        int port = StablePort.any();
        Map<String, String> environment =
                ServiceEnvironment.of(settings, "gateway", folder, models);
        environment.put("MTG_GATEWAY_PORT", Integer.toString(port));
        environment.put("MTG_GATEWAY_FILE", rules.toString());
        ChildProcess process =
                parts.add(
                        ChildProcess.start(
                                "the gateway",
                                folder,
                                JavaCommand.service(POD, Gateway.NAME),
                                environment));
        URI chat =
                URI.create("http://127.0.0.1:%d/p/%s/v1/chat/completions".formatted(port, PROJECT));
        return FirstAnswer.await(
                "gateway",
                chat,
                process,
                answer ->
                        answer.headers()
                                .firstValue("x-mtg-prompt-version")
                                .filter(served.value()::equals)
                                .isPresent());
    }
}
