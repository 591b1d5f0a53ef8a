package metatextgrad.cli.projects;

import java.util.Collection;
import java.util.List;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.View;
import metatextgrad.model.event.ProjectDefined;

/** Projects, a line each. Pure. */
public record ProjectListView(List<Row> projects) implements View {
    record Row(String project, long serial) {
        static Row of(ProjectDefined defined) {
            return new Row(defined.project().id().value(), defined.serial().number());
        }
    }

    static ProjectListView of(Collection<ProjectDefined> defined) {
        return new ProjectListView(defined.stream().map(Row::of).toList());
    }

    @Override
    public List<String> text() {
        TextTable table = TextTable.of("project | serial");
        for (Row one : projects) table.row(one.project(), one.serial());
        return table.linesOr("no projects yet: mtg projects apply -f FILE");
    }
}
