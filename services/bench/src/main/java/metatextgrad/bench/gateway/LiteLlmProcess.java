package metatextgrad.bench.gateway;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import metatextgrad.bench.process.ChildProcess;
import metatextgrad.experiments.peers.PeerScript;
import metatextgrad.experiments.peers.PeersUnavailable;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.process.OpenParts;
import metatextgrad.process.StablePort;

/** LiteLLM's proxy, one process without a database. */
final class LiteLlmProcess {
    private static final String LABEL = "LiteLLM";

    private LiteLlmProcess() {}

    /**
     * Starts the proxy; blocks until it answers.
     *
     * @param parts that close it
     * @param script of a checkout, which has its own folder in the cache of the user
     * @throws PeersUnavailable if it is not installed; the script states what to install
     * @throws EnvironmentProblem if it does not answer
     */
    static MeasuredRoute start(OpenParts parts, PeerScript script, Path folder, URI models)
            throws PeersUnavailable {
        try {
            script.check();
            int port = StablePort.any();
            Path config = Files.createDirectories(folder).resolve("config.yaml");
            Files.writeString(config, config(models));
            List<String> command =
                    List.of(
                            script.file().toString(),
                            "serve",
                            config.toString(),
                            Integer.toString(port));
            ChildProcess process = parts.add(ChildProcess.start(LABEL, folder, command, Map.of()));
            URI chat = URI.create("http://127.0.0.1:%d/v1/chat/completions".formatted(port));
            return FirstAnswer.await(LABEL, chat, process, answer -> true);
        } catch (IOException e) {
            throw Exit.FAILURE.problem(e, "cannot write to %s: %s", folder, e.getMessage());
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
    }

    private static String config(URI models) {
        return """
        model_list:
          - model_name: fixed
            litellm_params: {model: openai/fixed, api_base: "%s", api_key: none}
        litellm_settings: {num_retries: 0, request_timeout: 60}
        general_settings: {dangerously_permit_weak_or_unset_master_key: true}
        """
                .formatted(models);
    }
}
