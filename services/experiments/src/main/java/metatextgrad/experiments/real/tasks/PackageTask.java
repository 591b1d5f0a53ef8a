package metatextgrad.experiments.real.tasks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import metatextgrad.experiments.real.DataUnavailable;
import metatextgrad.experiments.real.StudyRows;
import metatextgrad.experiments.real.tasks.PackageIndex.Described;
import metatextgrad.experiments.real.tasks.TextTask.Row;
import metatextgrad.json.Resources;

/**
 * Descriptions of Debian packages, with something that their maintainers state about them. The
 * texts come from the package index of this machine; the project has their names and hashes only.
 *
 * @param answer what the right answer is
 */
record PackageTask(TextTask text, Function<Described, String> answer) implements TextStudyTask {
    private static final double LEAST = .95;

    /** The section of each package. */
    static PackageTask sections() {
        return new PackageTask(new TextTask("sections", 60, 200), Described::section);
    }

    /** What each package is used for, under the rules of an imaginary house. */
    static PackageTask tags() {
        return new PackageTask(new TextTask("tags", 60, 300), HouseUses::of);
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
    public StudyRows rows(Path cache) throws DataUnavailable {
        return rows(PackageIndex.here().byKey(answer));
    }

    /**
     * Returns the rows that an index has, with the number of those that it has not.
     *
     * @param found the packages of the index, by {@link PackageIndex#byKey}
     */
    StudyRows rows(Map<String, Described> found) throws DataUnavailable {
        List<String> listed =
                Resources.text("/real/%s.csv".formatted(name()))
                        .lines()
                        .skip(1)
                        .limit(text.others() + text.test())
                        .toList();
        List<Row> others = new ArrayList<>();
        List<Row> test = new ArrayList<>();
        for (int place = 0; place < listed.size(); place++) {
            Described row = found.get(listed.get(place));
            if (row == null) continue;
            (place < text.others() ? others : test)
                    .add(new Row(row.name(), row.text(), answer.apply(row)));
        }
        int have = others.size() + test.size();
        if (have < LEAST * listed.size())
            throw new DataUnavailable(
                    "the package index of this machine has %d of %d rows, and 95 %% are needed: use Debian 12 with apt-get update; the other tasks still run"
                            .formatted(have, listed.size()));
        return text.rows(others, test, listed.size() - have);
    }
}
