/** Buttons. An icon button always has a name, which is also its tooltip. */
import type { ReactNode } from 'react';
import { Button as AriaButton, ToggleButton as AriaToggleButton } from 'react-aria-components';
import { classNames } from './classNames.ts';
import { Tip } from './Tooltip.tsx';

interface Common {
  readonly isDisabled?: boolean;
  readonly className?: string;
}

export interface ButtonProps extends Common {
  readonly children: ReactNode;
  readonly variant?: 'plain' | 'primary' | 'quiet';
  readonly onPress: () => void;
}

export function Button({ children, variant = 'plain', className, isDisabled, onPress }: ButtonProps) {
  return (
    <AriaButton className={classNames('button', variant, className)} isDisabled={isDisabled} onPress={onPress}>
      {children}
    </AriaButton>
  );
}

export interface IconButtonProps extends Common {
  readonly label: string;
  /** The key that does the same, shown in the tooltip. */
  readonly shortcut?: string;
  readonly icon: ReactNode;
  readonly variant?: 'plain' | 'primary' | 'quiet';
  readonly onPress: () => void;
}

export function IconButton({
  label,
  shortcut,
  icon,
  variant = 'quiet',
  className,
  isDisabled,
  onPress,
}: IconButtonProps) {
  return (
    <Tip text={shortcut === undefined ? label : `${label}  ${shortcut}`}>
      <AriaButton
        aria-label={label}
        className={classNames('button', 'icon', variant, className)}
        isDisabled={isDisabled}
        onPress={onPress}
      >
        {icon}
      </AriaButton>
    </Tip>
  );
}

export interface ToggleProps extends Common {
  readonly children: ReactNode;
  readonly label?: string;
  readonly isSelected: boolean;
  readonly variant?: 'plain' | 'quiet' | 'chip';
  readonly onChange: (selected: boolean) => void;
}

/** A button that stays pressed; as a `chip` it filters. */
export function Toggle({
  children,
  label,
  isSelected,
  variant = 'plain',
  className,
  isDisabled,
  onChange,
}: ToggleProps) {
  return (
    <AriaToggleButton
      aria-label={label}
      className={classNames('button', variant, className)}
      isDisabled={isDisabled}
      isSelected={isSelected}
      onChange={onChange}
    >
      {children}
    </AriaToggleButton>
  );
}
