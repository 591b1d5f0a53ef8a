package metatextgrad.experiments.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import metatextgrad.experiments.PeerJob;
import metatextgrad.experiments.path.SearchPath;
import metatextgrad.experiments.peers.PeerRunner;
import metatextgrad.experiments.peers.PeerScript;
import metatextgrad.experiments.peers.PeersUnavailable;
import metatextgrad.experiments.record.CallTotals;
import metatextgrad.experiments.record.RecordedModel;
import metatextgrad.experiments.record.RecordedServer;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;

/**
 * The search of another optimizer, through a server that records and counts its calls.
 *
 * @param rows training and validation rows
 * @param totals receives each call
 * @param calls after which the search ends
 */
record PeerSearch(
        Project project,
        List<TaskSubmitted> rows,
        RecordedModel model,
        CallTotals totals,
        long calls) {
    /**
     * Returns the programs that the peer accepted.
     *
     * @throws PeersUnavailable if the peer is not installed, or cannot improve the project
     */
    SearchPath path(PeerJob job) throws InterruptedException, PeersUnavailable {
        PeerScript script = PeerScript.installed();
        script.check();
        PeerRunner.check(project);
        try (RecordedServer server =
                RecordedServer.start(model, StudyModels.TIMEOUT_SECONDS, totals)) {
            return new PeerRunner(
                            script,
                            project,
                            rows,
                            server.baseUrl(),
                            null,
                            calls,
                            true,
                            1,
                            line -> {})
                    .measure(List.of(job))
                    .getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
