package metatextgrad.experiments.peers;

import static org.assertj.core.api.Assertions.assertThat;

import metatextgrad.experiments.cli.StudyOptions;
import metatextgrad.model.project.LoopSettings.Targets;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;

/** Peers put right answers into requests of their own. */
final class PrivateTargetsOfPeersTest {
    private static final Project PROJECT = StudyOptions.simulated("demo", 20).project();

    @Test
    void shouldRefuseToShowPrivateRightAnswersToPeers() {
        assertThat(PeerFiles.problem(PROJECT)).isNull();
        assertThat(PeerFiles.problem(PROJECT.withLoop(PROJECT.loop().with(Targets.PRIVATE))))
                .isEqualTo(
                        "the peers show right answers to their optimizers, and `targets` is private");
    }
}
