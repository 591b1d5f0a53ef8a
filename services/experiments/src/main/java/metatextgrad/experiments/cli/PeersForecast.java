package metatextgrad.experiments.cli;

import java.util.List;
import metatextgrad.cli.runs.RunForecaster;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.experiments.PeerStudy;

/** The size of comparisons with other optimizers. */
record PeersForecast(List<Of> studies) implements View {
    /**
     * One comparison.
     *
     * @param peerRuns runs of other optimizers
     * @param aboutPeerCalls their calls; each run completes what it began
     * @param maxTestCalls the most calls for scores on the test tasks
     */
    record Of(
            String study, boolean simulated, int peerRuns, long aboutPeerCalls, long maxTestCalls) {
        static Of of(Study study, List<Long> budgets, int seeds) {
            int runs = PeerStudy.peerRuns(seeds);
            return new Of(
                    study.name(),
                    study.models() != null,
                    runs,
                    runs * budgets.getLast(),
                    PeerStudy.maxTestedPrograms(budgets, seeds)
                            * RunForecaster.of(study.project(), study.tasks()).splits().test());
        }
    }

    @Override
    public List<String> text() {
        return studies.stream()
                .map(
                        one ->
                                Texts.format(
                                        "%s: %d runs of other optimizers with about %,d calls, a run of metatextgrad for each seed, and at most %,d calls for test scores",
                                        one.study(),
                                        one.peerRuns(),
                                        one.aboutPeerCalls(),
                                        one.maxTestCalls()))
                .toList();
    }
}
