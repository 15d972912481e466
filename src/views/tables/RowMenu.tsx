/** The button at the end of a row that opens its menu. */

export function RowMenu({
  label,
  onOpen,
}: {
  readonly label: string;
  readonly onOpen: (element: HTMLElement) => void;
}) {
  return (
    <button
      type="button"
      className="row-menu"
      aria-label={label}
      aria-haspopup="menu"
      onClick={(event) => {
        event.stopPropagation();
        onOpen(event.currentTarget);
      }}
    >
      ⋯
    </button>
  );
}
