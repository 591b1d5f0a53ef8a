package metatextgrad.services.gateway.tables;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import metatextgrad.json.Json;
import metatextgrad.json.ProjectJson;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ProjectId;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Project;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The serving table and the model of each project: the last ones that this gateway has read, also
 * before a restart. Reading never waits. Thread-safe.
 */
public final class ServingTables {
    private static final Logger LOG = LoggerFactory.getLogger(ServingTables.class);

    private final Map<ProjectId, ServedTable> tables = new ConcurrentHashMap<>();
    private final Map<ProjectId, ModelSpec> models = new ConcurrentHashMap<>();
    private final TableFolder tableFiles;
    private final TableFolder projectFiles;
    private volatile boolean projectsComplete;

    /** Starts with what the folder has. A damaged file is left out. */
    public ServingTables(Path folder) {
        tableFiles = new TableFolder(folder.resolve("tables"));
        projectFiles = new TableFolder(folder.resolve("projects"));
        for (String json : tableFiles.read()) load(() -> keep(TableJson.read(json)));
        for (String json : projectFiles.read()) load(() -> keep(ProjectJson.read(json)));
    }

    /** Returns the table of a project; empty if none was ever read. */
    public Optional<ServedTable> table(ProjectId project) {
        return Optional.ofNullable(tables.get(project));
    }

    /** Returns the model that runs the programs of a project; empty if it is not known. */
    public Optional<ModelSpec> model(ProjectId project) {
        return Optional.ofNullable(models.get(project));
    }

    /**
     * Returns whether a project certainly does not exist: all definitions were read, and it is not
     * among them.
     */
    public boolean isUnknown(ProjectId project) {
        return projectsComplete && !models.containsKey(project) && !tables.containsKey(project);
    }

    /** Returns how many projects have a serving table. */
    public int count() {
        return tables.size();
    }

    /** Returns the known projects, sorted. */
    public SortedSet<String> projects() {
        SortedSet<String> names = new TreeSet<>();
        models.keySet().forEach(id -> names.add(id.value()));
        tables.keySet().forEach(id -> names.add(id.value()));
        return names;
    }

    /**
     * Takes a table over, unless it is older than the one known.
     *
     * @throws IllegalArgumentException with the reason, in one line
     */
    public void accept(String json) {
        ServedTable table = TableJson.read(json);
        ServedTable known = tables.get(table.project());
        if (known != null && known.json().equals(json)) return;
        if (keep(table)) tableFiles.write(table.project(), json);
    }

    /** Takes the definition of a project over. */
    public void accept(Project project) {
        keep(project);
        projectFiles.write(project.id(), Json.write(project));
    }

    /** All definitions of projects were read once. */
    public void projectsComplete() {
        projectsComplete = true;
    }

    private synchronized boolean keep(ServedTable table) {
        ServedTable known = tables.get(table.project());
        if (known != null && table.serial().compareTo(known.serial()) < 0) return false;
        tables.put(table.project(), table);
        return true;
    }

    private void keep(Project project) {
        models.put(project.id(), project.loop().model(ModelRole.PROGRAM));
    }

    private static void load(Runnable one) {
        try {
            one.run();
        } catch (IllegalArgumentException e) {
            LOG.warn("leave out a damaged file of the last tables: {}", e.getMessage());
        }
    }
}
