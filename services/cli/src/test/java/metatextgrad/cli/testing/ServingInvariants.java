package metatextgrad.cli.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import metatextgrad.model.RunId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RunState;

/**
 * Serving tables have no gaps and name existing versions. Each run reports its result once.
 *
 * @param reset whether services have read the log again and may repeat events
 */
record ServingInvariants(WrittenRecords written, boolean reset) {
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        tables(broken);
        offers(broken);
        return broken;
    }

    private void tables(List<String> broken) {
        Set<VersionId> versions = new HashSet<>();
        written.all(PromptVersion.class).forEach(version -> versions.add(version.id()));
        written.by(PromptsServed.class, PromptsServed::key)
                .forEach(
                        (project, tables) -> {
                            long next = 1;
                            PromptsServed last = null;
                            for (PromptsServed table : tables) {
                                if (!versions.contains(table.champion()))
                                    broken.add(project + " serves an unpublished version");
                                // A change of labels writes the table again.
                                boolean again =
                                        last != null
                                                && table.serial().equals(last.serial())
                                                && table.isLaterThan(last);
                                last = table;
                                if (!reset && !again && table.serial().number() != next++)
                                    broken.add(project + " goes to table " + table.serial());
                            }
                        });
    }

    private void offers(List<String> broken) {
        List<RunId> offered =
                written.all(ChallengerOffered.class).stream().map(ChallengerOffered::run).toList();
        if (!reset && new HashSet<>(offered).size() < offered.size())
            broken.add("a run offers its result twice: " + offered);
        for (RunState state : written.all(RunState.class)) {
            boolean tested =
                    state.status() == RunState.Status.FINISHED
                            && state.lines().stream().allMatch(line -> line.test() != null);
            if (tested && !offered.contains(state.request().id()))
                broken.add("a run did not offer its result: " + state.request().id());
        }
    }
}
