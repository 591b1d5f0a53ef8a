package metatextgrad.experiments.real.tasks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.experiments.real.DataUnavailable;
import metatextgrad.experiments.real.StudyRows;
import metatextgrad.experiments.real.StudyTask;
import metatextgrad.experiments.real.tasks.PackageIndex.Described;
import metatextgrad.experiments.real.tasks.TextTask.Row;
import metatextgrad.json.Resources;
import metatextgrad.model.project.Project;

/**
 * Descriptions of Debian packages, and the section of each. The texts come from the package index
 * of this machine; the project has their names and hashes only.
 */
record DebianSections() implements StudyTask {
    private static final TextTask TASK = new TextTask("sections", 60, 200);
    private static final double LEAST = .95;

    @Override
    public String name() {
        return TASK.name();
    }

    @Override
    public boolean hasHeadroom() {
        return true;
    }

    @Override
    public String source() {
        return "descriptions of Debian 12 packages, by their maintainers, under the licence of each package";
    }

    @Override
    public Project project() {
        return TASK.project();
    }

    @Override
    public String handWritten() {
        return TASK.handWritten();
    }

    @Override
    public StudyRows rows(Path cache) throws DataUnavailable {
        return rows(PackageIndex.here());
    }

    /** Returns the rows that an index has, with the number of those that it has not. */
    static StudyRows rows(PackageIndex index) throws DataUnavailable {
        List<String> listed =
                Resources.text("/real/sections.csv")
                        .lines()
                        .skip(1)
                        .limit(TASK.others() + TASK.test())
                        .toList();
        Map<String, Described> found = index.described();
        List<Row> others = new ArrayList<>();
        List<Row> test = new ArrayList<>();
        for (int place = 0; place < listed.size(); place++) {
            Described row = found.get(listed.get(place));
            if (row == null) continue;
            (place < TASK.others() ? others : test)
                    .add(new Row(row.name(), row.text(), row.section()));
        }
        int have = others.size() + test.size();
        if (have < LEAST * listed.size())
            throw new DataUnavailable(
                    "the package index of this machine has %d of %d rows, and 95 %% are needed: use Debian 12 with apt-get update; the other tasks still run"
                            .formatted(have, listed.size()));
        return TASK.rows(others, test, listed.size() - have);
    }
}
