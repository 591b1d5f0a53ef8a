package metatextgrad.experiments.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Programs and the programs that they were made from, as a tree. It grows to the right; the best
 * program is marked, with its ancestors.
 *
 * @param best the place of the best program in the list
 */
public record LineageTree(List<Node> nodes, int best) implements Picture {
    private static final double COLUMN = 118;
    private static final double ROW = 34;
    private static final double MARGIN = 14;
    private static final double BOX_WIDTH = 92;
    private static final double BOX_HEIGHT = 24;

    /**
     * One program.
     *
     * @param parent the place of its parent, before its own; -1 for a root
     * @param label a few characters inside of the box
     * @param text the whole text, shown when the pointer rests on the box
     */
    public record Node(int parent, String label, String text) {}

    public LineageTree {
        nodes = List.copyOf(nodes);
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).parent() >= i)
                throw new IllegalArgumentException("a parent comes before its children");
        }
    }

    @Override
    public String svg() {
        int[] columns = columns();
        int[] rows = rows();
        List<Integer> way = way();
        Html shapes = new Html();
        for (int i = 0; i < nodes.size(); i++) edge(shapes, columns, rows, i, way.contains(i));
        for (int i = 0; i < nodes.size(); i++) box(shapes, columns, rows, i, way.contains(i));
        double width = 2 * MARGIN + COLUMN * max(columns) + BOX_WIDTH;
        double height = 2 * MARGIN + ROW * max(rows) + BOX_HEIGHT;
        return Picture.framed("lineage of the programs", width, height, shapes.toString());
    }

    private int[] columns() {
        int[] columns = new int[nodes.size()];
        for (int i = 0; i < columns.length; i++) {
            int parent = nodes.get(i).parent();
            columns[i] = parent < 0 ? 0 : columns[parent] + 1;
        }
        return columns;
    }

    /** The first child continues in the row of its parent; each other one begins a row. */
    private int[] rows() {
        int[] rows = new int[nodes.size()];
        int free = 0;
        List<Integer> open = new ArrayList<>();
        for (int i = nodes.size() - 1; i >= 0; i--) if (nodes.get(i).parent() < 0) open.add(i);
        boolean[] continued = new boolean[nodes.size()];
        while (!open.isEmpty()) {
            int node = open.removeLast();
            int parent = nodes.get(node).parent();
            boolean first = parent >= 0 && !continued[parent];
            rows[node] = first ? rows[parent] : free++;
            if (parent >= 0) continued[parent] = true;
            for (int i = nodes.size() - 1; i > node; i--)
                if (nodes.get(i).parent() == node) open.add(i);
        }
        return rows;
    }

    /** The best program and its ancestors. */
    private List<Integer> way() {
        List<Integer> way = new ArrayList<>();
        for (int node = best; node >= 0; node = nodes.get(node).parent()) way.add(node);
        return way;
    }

    private void edge(Html shapes, int[] columns, int[] rows, int node, boolean marked) {
        int parent = nodes.get(node).parent();
        if (parent < 0) return;
        double x1 = x(columns[parent]) + BOX_WIDTH;
        double y1 = y(rows[parent]) + BOX_HEIGHT / 2;
        double x2 = x(columns[node]);
        double y2 = y(rows[node]) + BOX_HEIGHT / 2;
        double middle = (x1 + x2) / 2;
        String path =
                "M %s %s C %s %s, %s %s, %s %s"
                        .formatted(
                                Html.number(x1),
                                Html.number(y1),
                                Html.number(middle),
                                Html.number(y1),
                                Html.number(middle),
                                Html.number(y2),
                                Html.number(x2),
                                Html.number(y2));
        shapes.raw("path", "", "d", path, "class", marked ? "edge way" : "edge");
    }

    private void box(Html shapes, int[] columns, int[] rows, int node, boolean marked) {
        double x = x(columns[node]);
        double y = y(rows[node]);
        Html group = new Html();
        group.text("title", nodes.get(node).text());
        group.raw(
                "rect",
                "",
                "x",
                Html.number(x),
                "y",
                Html.number(y),
                "width",
                Html.number(BOX_WIDTH),
                "height",
                Html.number(BOX_HEIGHT),
                "rx",
                "5",
                "class",
                node == best ? "box best" : marked ? "box way" : "box");
        group.text(
                "text",
                nodes.get(node).label(),
                "x",
                Html.number(x + BOX_WIDTH / 2),
                "y",
                Html.number(y + BOX_HEIGHT / 2 + 4),
                "text-anchor",
                "middle",
                "class",
                node == best ? "name best" : "name");
        shapes.raw("g", group.toString());
    }

    private static double x(int column) {
        return MARGIN + COLUMN * column;
    }

    private static double y(int row) {
        return MARGIN + ROW * row;
    }

    private static int max(int[] values) {
        int max = 0;
        for (int value : values) max = Math.max(max, value);
        return max;
    }
}
